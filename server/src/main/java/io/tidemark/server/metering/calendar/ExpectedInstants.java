package io.tidemark.server.metering.calendar;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The instants at which a register read is expected: each local day at the first daily time and then every so many hours
 * of the wall clock until the day ends (periodic-estimation rules, "Expected instants").
 *
 * <p>00:00 and 24 hours is one a day; 00:00 and 6 hours is 00, 06, 12 and 18, also on days of 23 and 25 hours; 06:00 and
 * 5 hours is 06, 11, 16 and 21. Two times that a change of the clock brings to the same instant are one expected instant.
 */
public final class ExpectedInstants {

    /** The most hours between two reads: a component read less than daily is not one this applies to. */
    public static final int HOURS_BETWEEN_MAX = 24;

    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** A zone has skipped a whole day (Apia, 30 December 2011), so its neighbours' neighbours are looked at, too. */
    private static final int NEIGHBOUR_DAYS = 3;

    private final WallClock clock;
    private final LocalTime firstDailyTime;
    private final long firstMillis;
    private final long stepMillis;

    /**
     * Instants on the given clock.
     *
     * @param firstDailyTime the first read of each day
     * @param hoursBetween wall-clock hours from one read to the next, 1 to {@link #HOURS_BETWEEN_MAX}
     * @throws IllegalArgumentException when the hours lie outside their range
     */
    public ExpectedInstants(WallClock clock, LocalTime firstDailyTime, int hoursBetween) {
        if (hoursBetween < 1 || hoursBetween > HOURS_BETWEEN_MAX) {
            throw new IllegalArgumentException(
                    "hoursBetweenMeasurements " + hoursBetween + " lies outside 1 to " + HOURS_BETWEEN_MAX);
        }
        this.clock = clock;
        this.firstDailyTime = firstDailyTime;
        this.firstMillis = firstDailyTime.toNanoOfDay() / 1_000_000L;
        this.stepMillis = hoursBetween * HOUR_MILLIS;
    }

    /** The last time the clock showed a time of day, at or before an instant: the cut-off that has passed. */
    public static long lastCutOffMillis(WallClock clock, LocalTime cutOffTime, long atOrBeforeMillis) {
        return new ExpectedInstants(clock, cutOffTime, HOURS_BETWEEN_MAX).lastAtOrBefore(atOrBeforeMillis);
    }

    /** The earliest expected instant after the given one (not at it). */
    public long firstAfter(long atMillis) {
        if (isSteadyAround(atMillis)) {
            long offset = clock.offsetMillis(atMillis);
            long midnight = Math.floorDiv(atMillis + offset, DAY_MILLIS) * DAY_MILLIS - offset;
            long sinceFirst = atMillis - midnight - firstMillis;
            if (sinceFirst < 0) {
                return midnight + firstMillis;
            }
            long next = firstMillis + (sinceFirst / stepMillis + 1) * stepMillis;
            return midnight + (next < DAY_MILLIS ? next : DAY_MILLIS + firstMillis);
        }
        long earliest = Long.MAX_VALUE;
        for (long candidate : around(atMillis)) {
            if (candidate > atMillis) {
                earliest = Math.min(earliest, candidate);
            }
        }
        return earliest;
    }

    /** The latest expected instant at or before the given one. */
    public long lastAtOrBefore(long atMillis) {
        if (isSteadyAround(atMillis)) {
            long offset = clock.offsetMillis(atMillis);
            long midnight = Math.floorDiv(atMillis + offset, DAY_MILLIS) * DAY_MILLIS - offset;
            long sinceFirst = atMillis - midnight - firstMillis;
            if (sinceFirst < 0) {
                return midnight - DAY_MILLIS + lastOfDayMillis();
            }
            return midnight + Math.min(firstMillis + sinceFirst / stepMillis * stepMillis, lastOfDayMillis());
        }
        long latest = Long.MIN_VALUE;
        for (long candidate : around(atMillis)) {
            if (candidate <= atMillis) {
                latest = Math.max(latest, candidate);
            }
        }
        return latest;
    }

    /** How many expected instants lie in {@code (afterMillis, throughMillis]}; walks them. */
    public long count(long afterMillis, long throughMillis) {
        long count = 0;
        for (long at = firstAfter(afterMillis); at <= throughMillis; at = firstAfter(at)) {
            count++;
        }
        return count;
    }

    /** The expected instants in {@code (afterMillis, throughMillis]}, ascending; at most 24 a day of the span. */
    public long[] within(long afterMillis, long throughMillis) {
        long[] found = new long[Math.toIntExact(count(afterMillis, throughMillis))];
        long at = afterMillis;
        for (int i = 0; i < found.length; i++) {
            at = firstAfter(at);
            found[i] = at;
        }
        return found;
    }

    private boolean isSteadyAround(long atMillis) {
        return clock.isSteady(atMillis - NEIGHBOUR_DAYS * DAY_MILLIS, atMillis + NEIGHBOUR_DAYS * DAY_MILLIS);
    }

    private long lastOfDayMillis() {
        return firstMillis + (DAY_MILLIS - 1 - firstMillis) / stepMillis * stepMillis;
    }

    /** What the days around an instant expect, in no order: near a change of the clock later times can come first. */
    private long[] around(long atMillis) {
        int timesADay = (int) ((DAY_MILLIS - 1 - firstMillis) / stepMillis) + 1;
        long[] instants = new long[(2 * NEIGHBOUR_DAYS + 1) * timesADay];
        LocalDate today = clock.day(atMillis);
        int n = 0;
        for (int days = -NEIGHBOUR_DAYS; days <= NEIGHBOUR_DAYS; days++) {
            for (int i = 0; i < timesADay; i++) {
                LocalTime time = firstDailyTime.plusNanos(i * stepMillis * 1_000_000L);
                instants[n++] = clock.instantMillis(today.plusDays(days), time);
            }
        }
        return instants;
    }
}
