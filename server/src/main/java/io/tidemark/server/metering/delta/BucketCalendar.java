package io.tidemark.server.metering.delta;

import io.tidemark.server.metering.grid.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Where the buckets of one unit lie in the legal time of one zone. For one thread at a time: it remembers the stretch
 * between two changes of the clock.
 *
 * <p>Buckets are disjoint and leave nothing out. A quarter or hour begins where the wall clock shows it to begin and ends
 * at the next one or at a change of the clock, whichever comes first: the hour that happens twice in an autumn night is
 * two buckets, and where a clock moves by half an hour the hour around the change is shorter. A day begins at the first
 * instant of its date and ends at the first instant of the next.
 */
final class BucketCalendar {

    private static final long QUARTER_MILLIS = 900_000L;
    private static final long HOUR_MILLIS = 3_600_000L;

    private final BucketUnit unit;
    private final ZoneId zone;
    private final ZoneRules rules;

    private long steadyFromMillis = 0;
    private long steadyToMillis = 0;
    private long offsetMillis;

    BucketCalendar(BucketUnit unit, ZoneId zone) {
        this.unit = unit;
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** The bucket that holds an instant. */
    Period bucketOf(long atMillis) {
        return switch (unit) {
            case PT15M -> ofWallClock(atMillis, QUARTER_MILLIS);
            case PT1H -> ofWallClock(atMillis, HOUR_MILLIS);
            case DAY, MONTH -> ofCalendar(atMillis);
        };
    }

    private Period ofWallClock(long atMillis, long lengthMillis) {
        if (atMillis < steadyFromMillis || atMillis >= steadyToMillis) {
            findSteadyTime(atMillis);
        }
        long begin = atMillis - Math.floorMod(atMillis + offsetMillis, lengthMillis);
        return new Period(Math.max(begin, steadyFromMillis), Math.min(begin + lengthMillis, steadyToMillis));
    }

    private void findSteadyTime(long atMillis) {
        Instant at = Instant.ofEpochMilli(atMillis);
        ZoneOffsetTransition begin = rules.previousTransition(at.plusNanos(1));
        ZoneOffsetTransition end = rules.nextTransition(at);
        steadyFromMillis = begin == null ? Long.MIN_VALUE : begin.toEpochSecond() * 1_000L;
        steadyToMillis = end == null ? Long.MAX_VALUE : end.toEpochSecond() * 1_000L;
        offsetMillis = rules.getOffset(at).getTotalSeconds() * 1_000L;
    }

    /**
     * By the first instants of dates, not by the date that the clock shows: a clock put back over midnight shows the old
     * date again after the new one began.
     */
    private Period ofCalendar(long atMillis) {
        LocalDate date = firstDate(Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate());
        long begin = beginMillis(date);
        while (atMillis < begin) {
            date = next(date, -1);
            begin = beginMillis(date);
        }
        long end = beginMillis(next(date, 1));
        while (atMillis >= end) {
            date = next(date, 1);
            begin = end;
            end = beginMillis(next(date, 1));
        }
        return new Period(begin, end);
    }

    private LocalDate firstDate(LocalDate date) {
        return unit == BucketUnit.MONTH ? date.withDayOfMonth(1) : date;
    }

    private LocalDate next(LocalDate date, int steps) {
        return unit == BucketUnit.MONTH ? date.plusMonths(steps) : date.plusDays(steps);
    }

    private long beginMillis(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
