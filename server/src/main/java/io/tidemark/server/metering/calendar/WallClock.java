package io.tidemark.server.metering.calendar;

import io.tidemark.server.metering.device.IncomingDataShift;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The clock on the wall where a device hangs: the service point's zone, with daylight saving ({@code ALWAYS_LOCAL}) or
 * in standard time all year ({@code ALWAYS_STANDARD}).
 *
 * <p>Rules: periodic estimation, "Expected instants" and "Horizon end, predictable cut-off". A time that a change of the
 * clock skips moves forward by the change; one that happens twice is the first of the two. The standard offset is asked
 * of the zone for the instant at hand, so a country that moves its standard time is right on both sides of the move.
 *
 * @param zone the service point's zone
 * @param shift how the device tells the time of day
 */
public record WallClock(ZoneId zone, IncomingDataShift shift) {

    /** Wider than any offset from UTC, so that an instant and its local reading lie within it of each other. */
    private static final long OFFSET_MILLIS_MAX = 18 * 3_600_000L;

    /** The instant, epoch milliseconds, at which this clock shows the given day and time. */
    public long instantMillis(LocalDate day, LocalTime time) {
        LocalDateTime local = LocalDateTime.of(day, time);
        return shift == IncomingDataShift.ALWAYS_LOCAL
                ? local.atZone(zone).toInstant().toEpochMilli()
                : standardInstantMillis(local);
    }

    /** What this clock is ahead of UTC at an instant, milliseconds, east positive. */
    public long offsetMillis(long atMillis) {
        ZoneRules rules = zone.getRules();
        Instant at = Instant.ofEpochMilli(atMillis);
        ZoneOffset offset = shift == IncomingDataShift.ALWAYS_LOCAL ? rules.getOffset(at) : rules.getStandardOffset(at);
        return offset.getTotalSeconds() * 1_000L;
    }

    /** The day that this clock shows at an instant. */
    public LocalDate day(long atMillis) {
        return LocalDate.ofEpochDay(Math.floorDiv(atMillis + offsetMillis(atMillis), 86_400_000L));
    }

    /** Whether this clock keeps one offset over all of {@code [fromMillis, toMillis]}; a few days, not years. */
    boolean isSteady(long fromMillis, long toMillis) {
        ZoneRules rules = zone.getRules();
        if (rules.isFixedOffset()) {
            return true;
        }
        if (shift == IncomingDataShift.ALWAYS_STANDARD) {
            return offsetMillis(fromMillis) == offsetMillis(toMillis);
        }
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(fromMillis));
        return next == null || next.toEpochSecond() * 1_000L > toMillis;
    }

    /**
     * The zone's rules list the changes of legal time but not those of standard time, so the change, where there is one
     * near, is found by halving.
     */
    private long standardInstantMillis(LocalDateTime local) {
        long localMillis = local.toInstant(ZoneOffset.UTC).toEpochMilli();
        long low = localMillis - OFFSET_MILLIS_MAX;
        long high = localMillis + OFFSET_MILLIS_MAX;
        long before = offsetMillis(low);
        long after = offsetMillis(high);
        if (before == after) {
            return localMillis - before;
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (offsetMillis(middle) == before) {
                low = middle;
            } else {
                high = middle;
            }
        }
        boolean beforeTheChange = localMillis - before < high;
        boolean afterTheChange = localMillis - after >= high;
        // Neither: the time was skipped, and reading it in the old offset is what moves it forward by the change.
        return beforeTheChange || !afterTheChange ? localMillis - before : localMillis - after;
    }
}
