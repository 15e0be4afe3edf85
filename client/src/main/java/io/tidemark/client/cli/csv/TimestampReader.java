package io.tidemark.client.cli.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Turns the time fields of a row into an instant. */
final class TimestampReader {

    /** How a file writes its times. */
    enum Form {
        /** As ISO-8601, with an offset or local. */
        ISO,
        /** By patterns. */
        PATTERNS,
        /** Seconds since 1970. */
        EPOCH_SECONDS,
        /** Milliseconds since 1970. */
        EPOCH_MILLIS
    }

    /** The year 5138 in milliseconds. */
    private static final long EPOCH_COUNT_MAX = 100_000_000_000_000L;

    private static final String MIDNIGHT_AT_THE_END = "24:00";

    private final Form form;
    private final PatternList datePatterns;
    private final PatternList timePatterns;
    private final LocalClock clock;
    private final long shiftMillis;

    private String lastDateText = "";
    private LocalDate lastDate;

    /**
     * Makes one.
     *
     * @param datePatterns of the date field, where date and time have a field each; else null
     * @param timePatterns of the time field (with the date in it where that has no field); null when not by patterns
     * @param clock what a local time means
     * @param shiftMillis added to each instant: minus the interval's length where a file tells when intervals end
     */
    TimestampReader(Form form, PatternList datePatterns, PatternList timePatterns, LocalClock clock, long shiftMillis) {
        this.form = form;
        this.datePatterns = datePatterns;
        this.timePatterns = timePatterns;
        this.clock = clock;
        this.shiftMillis = shiftMillis;
    }

    /**
     * The instant of a row, epoch milliseconds.
     *
     * @param date the date field; null where date and time are one field
     * @param time the time field; null where only the date is given
     * @param before what this gave for the row before in the same series; {@link Long#MIN_VALUE} at its beginning
     */
    long read(String date, String time, long before) throws BadField {
        long previous = before == Long.MIN_VALUE ? before : before - shiftMillis;
        long millis = date == null ? readOne(time, previous) : clock.millis(readTwo(date, time), previous);
        return millis + shiftMillis;
    }

    private long readOne(String text, long previous) throws BadField {
        return switch (form) {
            case EPOCH_SECONDS -> 1000L * readLong(text);
            case EPOCH_MILLIS -> readLong(text);
            case ISO -> readIso(text, previous);
            case PATTERNS -> readPatterns(text, previous);
        };
    }

    private static long readLong(String text) throws BadField {
        try {
            long count = Long.parseLong(text);
            if (Math.abs(count) <= EPOCH_COUNT_MAX) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadField("BAD_TIME", "\"" + text + "\" is no count since 1970");
    }

    private long readIso(String text, long previous) throws BadField {
        String iso = text.replace(' ', 'T');
        try {
            if (iso.indexOf('T') < 0) {
                return clock.millis(LocalDate.parse(iso).atStartOfDay(), previous);
            }
            boolean hasOffset = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 7;
            return hasOffset
                    ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
                    : clock.millis(LocalDateTime.parse(iso), previous);
        } catch (DateTimeException e) {
            throw new BadField("BAD_TIME", "\"" + text + "\" is no ISO time such as 2026-04-12T13:00:00Z");
        }
    }

    private long readPatterns(String text, long previous) throws BadField {
        boolean nextDay = text.contains(MIDNIGHT_AT_THE_END);
        TemporalAccessor parsed =
                timePatterns.read(nextDay ? text.replace(MIDNIGHT_AT_THE_END, "00:00") : text, parts -> parts);
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed).plusSeconds(nextDay ? 86_400 : 0).toEpochMilli();
        }
        LocalDate date = datePart(parsed, text);
        LocalTime time = parsed.isSupported(ChronoField.NANO_OF_DAY) ? LocalTime.from(parsed) : LocalTime.MIDNIGHT;
        return clock.millis(date.plusDays(nextDay ? 1 : 0).atTime(time), previous);
    }

    private static LocalDate datePart(TemporalAccessor parsed, String text) throws BadField {
        try {
            return LocalDate.from(parsed);
        } catch (DateTimeException e) {
            throw new BadField("BAD_TIME", "\"" + text + "\" holds no whole date");
        }
    }

    private LocalDateTime readTwo(String date, String time) throws BadField {
        if (!date.equals(lastDateText)) {
            lastDate = datePatterns.read(date, LocalDate::from);
            lastDateText = date;
        }
        if (time == null) {
            return lastDate.atStartOfDay();
        }
        boolean nextDay = time.startsWith(MIDNIGHT_AT_THE_END);
        LocalTime read =
                timePatterns.read(nextDay ? time.replaceFirst(MIDNIGHT_AT_THE_END, "00:00") : time, LocalTime::from);
        return lastDate.plusDays(nextDay ? 1 : 0).atTime(read);
    }
}
