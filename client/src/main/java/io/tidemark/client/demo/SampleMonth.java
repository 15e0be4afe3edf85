package io.tidemark.client.demo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * October 2025 in Stockholm: 31 days, one of them of 25 hours, as quarters of an hour. Long past, so that no clock takes it
 * for the future.
 */
final class SampleMonth {

    /** Zone of every service point. */
    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    /** Length of a quarter of an hour, milliseconds. */
    static final long QUARTER_MILLIS = 900_000L;

    /** Quarters of an hour in an hour. */
    static final int QUARTERS_AN_HOUR = 4;

    /** Beginning of the month. */
    static final Instant FROM = local("2025-10-01T00:00");

    /** End of the month. */
    static final Instant TO = local("2025-11-01T00:00");

    /** Quarters of an hour in the month: 31 days, and an hour more. */
    static final int QUARTERS = Math.toIntExact((TO.toEpochMilli() - FROM.toEpochMilli()) / QUARTER_MILLIS);

    private SampleMonth() {}

    /** An instant of the month by the clock on the wall; the earlier one where the clocks show it twice. */
    static Instant local(String dateAndTime) {
        return LocalDateTime.parse(dateAndTime).atZone(ZONE).toInstant();
    }

    /** The quarter in which an instant lies; 0 is the first. */
    static int quarter(Instant at) {
        return Math.toIntExact((at.toEpochMilli() - FROM.toEpochMilli()) / QUARTER_MILLIS);
    }

    /** Beginning of a quarter, epoch milliseconds. */
    static long millis(int quarter) {
        return FROM.toEpochMilli() + quarter * QUARTER_MILLIS;
    }

    /** Beginning of a quarter by the clock on the wall. */
    static ZonedDateTime wallClock(int quarter) {
        return Instant.ofEpochMilli(millis(quarter)).atZone(ZONE);
    }
}
