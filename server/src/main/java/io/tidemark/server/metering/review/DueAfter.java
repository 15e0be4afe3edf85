package io.tidemark.server.metering.review;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * How long after the end of a cadence period its data are due: calendar days (or months) first, elapsed time after them.
 *
 * <p>{@code P14D} after January is the beginning of 15 February in the service point's zone, whatever the clocks did in
 * between; {@code PT6H} after a day is six hours gone by, which is 06:00 except when the clocks change in those hours.
 *
 * @param calendar calendar part, not negative
 * @param elapsed elapsed part, not negative
 */
public record DueAfter(Period calendar, Duration elapsed) {

    /** The longest wait, days; a month counts as 31 and a year as 366. */
    public static final int DAYS_MAX = 1_000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when a part is negative or both together pass {@link #DAYS_MAX}
     */
    public DueAfter {
        if (calendar.isNegative() || elapsed.isNegative()) {
            throw new IllegalArgumentException(
                    "dueAfter " + calendar + " " + elapsed + " is negative; data are due at or after the period's end");
        }
        long days = calendar.getYears() * 366L + calendar.getMonths() * 31L + calendar.getDays();
        if (days + elapsed.toHours() / 24 > DAYS_MAX) {
            throw new IllegalArgumentException(
                    "dueAfter " + calendar + " " + elapsed + " is more than " + DAYS_MAX + " days; wait less");
        }
    }

    /** Elapsed hours, as a component type's {@code hoursToWait} gives them. */
    public static DueAfter hours(int hours) {
        return new DueAfter(Period.ZERO, Duration.ofHours(hours));
    }

    /**
     * Reads an ISO-8601 duration: {@code P14D}, {@code PT6H}, {@code P1DT6H}.
     *
     * @throws IllegalArgumentException when the text is none, or lies outside the bounds
     */
    public static DueAfter parse(String text) {
        int time = text.indexOf('T');
        try {
            if (time < 0) {
                return new DueAfter(Period.parse(text), Duration.ZERO);
            }
            Duration elapsed = Duration.parse("P" + text.substring(time));
            return new DueAfter(time == 1 ? Period.ZERO : Period.parse(text.substring(0, time)), elapsed);
        } catch (DateTimeException notOne) {
            throw new IllegalArgumentException(
                    "dueAfter \"" + text + "\" is no ISO-8601 duration; write P14D, PT6H or P1DT6H", notOne);
        }
    }

    /** The instant at which data of a period are due that ends as the given day begins in the zone. */
    long fromMillis(LocalDate periodEnd, ZoneId zone) {
        return periodEnd
                .plus(calendar)
                .atStartOfDay(zone)
                .plus(elapsed)
                .toInstant()
                .toEpochMilli();
    }

    /** As written in a setting, such as {@code P14D} or {@code P1DT6H}. */
    @Override
    public String toString() {
        if (elapsed.isZero()) {
            return calendar.toString();
        }
        return calendar.isZero()
                ? elapsed.toString()
                : calendar + elapsed.toString().substring(1);
    }
}
