package io.tidemark.server.metering.review;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What a review of one month looks at for all streams of one zone and cadence.
 *
 * @param fromMillis the month's first instant in the zone, or the first that is kept of it, epoch milliseconds
 * @param toMillis the first instant of the next month
 * @param dueUntilMillis readings before it were due by the review, {@link CadenceCalendar#dueUntilMillis}
 * @param atMillis the instant of the review; readings dated after it do not count as received
 * @param zone the service point's zone
 */
public record ReviewWindow(long fromMillis, long toMillis, long dueUntilMillis, long atMillis, ZoneId zone) {

    /** What {@link #daysSince} answers when there never was a reading. */
    public static final int NEVER = -1;

    /** The window of a month for streams of the given calendar, reviewed at the given instant. */
    public static ReviewWindow of(YearMonth month, CadenceCalendar calendar, long atMillis) {
        return new ReviewWindow(
                beginning(month, calendar.zone()),
                beginning(month.plusMonths(1), calendar.zone()),
                calendar.dueUntilMillis(atMillis),
                atMillis,
                calendar.zone());
    }

    /** The same, of what is kept from an instant on; empty when nothing of the month is. */
    public ReviewWindow keptFrom(long keptFromMillis) {
        return keptFromMillis <= fromMillis
                ? this
                : new ReviewWindow(Math.min(keptFromMillis, toMillis), toMillis, dueUntilMillis, atMillis, zone);
    }

    /**
     * Whole days of the zone's calendar from the end of the last reading to the review.
     *
     * @param lastReceivedEndMillis the end of its interval or its instant; {@link Long#MIN_VALUE} for never
     * @return 0 and up, or {@link #NEVER}
     */
    public int daysSince(long lastReceivedEndMillis) {
        if (lastReceivedEndMillis == Long.MIN_VALUE) {
            return NEVER;
        }
        return (int) Math.max(
                0,
                ChronoUnit.DAYS.between(
                        Instant.ofEpochMilli(lastReceivedEndMillis).atZone(zone),
                        Instant.ofEpochMilli(atMillis).atZone(zone)));
    }

    private static long beginning(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
