package io.tidemark.client.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Reads the times people type. */
public final class TimeArgument {

    private TimeArgument() {}

    /**
     * An instant from {@code 2026-04-12T13:00:00Z}, {@code 2026-04-12T13:00+02:00}, or, in a zone, {@code 2026-04-12T13:00}
     * or {@code 2026-04-12} (its first moment).
     *
     * @param option its name, for the message
     * @param text what was typed
     * @param zone of times without an offset
     * @throws UsageException when it is none of these
     */
    public static Instant parse(String option, String text, ZoneId zone) {
        String typed = text.strip().replace(' ', 'T');
        try {
            if (typed.indexOf('T') < 0) {
                return LocalDate.parse(typed).atStartOfDay(zone).toInstant();
            }
            boolean hasOffset = typed.endsWith("Z") || typed.lastIndexOf('+') > 0 || typed.lastIndexOf('-') > 7;
            return hasOffset
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDateTime.parse(typed).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " is " + text
                    + ": give an instant such as 2026-04-12T13:00:00Z, or a local time or date such as 2026-04-12");
        }
    }

    /**
     * A zone from an IANA name such as {@code Europe/Stockholm}, or an offset such as {@code +01:00}.
     *
     * @throws UsageException when there is none of that name
     */
    public static ZoneId zone(String option, String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UsageException(option + " is " + text
                    + ": give an IANA zone such as Europe/Stockholm, or an offset such as +01:00");
        }
    }
}
