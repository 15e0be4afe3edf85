package io.tidemark.server.metering.review;

import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * When the monthly review runs by itself: in the middle of a month for the month before, so that late senders had time
 * ("Monthly review").
 *
 * @param dayOfMonth 1 to {@link #DAY_MAX}; 15 unless an operator says otherwise
 * @param timeOfDay when on that day; a time that a change of the clock skips moves forward by the change
 * @param zone the zone of day and time, the operator's
 */
public record ReviewSchedule(int dayOfMonth, LocalTime timeOfDay, ZoneId zone) {

    /** The middle of a month. */
    public static final int DAY_DEFAULT = 15;

    /** The last day that every month has. */
    public static final int DAY_MAX = 28;

    /**
     * Checks the day.
     *
     * @throws IllegalArgumentException when not every month has it
     */
    public ReviewSchedule {
        if (dayOfMonth < 1 || dayOfMonth > DAY_MAX) {
            throw new IllegalArgumentException(
                    "review day " + dayOfMonth + " lies outside 1 to " + DAY_MAX + "; give a day that every month has");
        }
    }

    /** When the given month is reviewed, epoch milliseconds: in the month after it. */
    public long reviewAtMillis(YearMonth month) {
        return month.plusMonths(1)
                .atDay(dayOfMonth)
                .atTime(timeOfDay)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** The latest month whose review has come by an instant; the one to make up for after a standstill. */
    public YearMonth latestMonthDue(long atMillis) {
        YearMonth before =
                YearMonth.from(Instant.ofEpochMilli(atMillis).atZone(zone)).minusMonths(1);
        return reviewAtMillis(before) <= atMillis ? before : before.minusMonths(1);
    }

    /** The month whose review comes next after an instant (not at it). */
    public YearMonth nextMonth(long atMillis) {
        return latestMonthDue(atMillis).plusMonths(1);
    }

    /** The next review after an instant (not at it), epoch milliseconds. */
    public long nextReviewAtMillis(long atMillis) {
        return reviewAtMillis(nextMonth(atMillis));
    }
}
