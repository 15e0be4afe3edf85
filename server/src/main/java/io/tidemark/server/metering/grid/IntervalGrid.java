package io.tidemark.server.metering.grid;

/**
 * The grid on which the intervals of one component begin: every {@code lengthMillis}, anchored at local standard
 * midnight of the service point (periodic-estimation rules, "Terms").
 *
 * <p>The length divides a day, so the anchor comes down to one number, the phase: how far after a multiple of the length
 * (counted from the epoch) an interval begins. Most zones have phase 0 for a quarter of an hour; Kathmandu (+05:45) has
 * 15 minutes for an hour.
 *
 * @param lengthMillis length of an interval, milliseconds, 1 second to 1 day, a divisor of a day
 * @param phaseMillis beginning of an interval modulo the length, milliseconds, 0 to {@code lengthMillis - 1}
 */
public record IntervalGrid(long lengthMillis, long phaseMillis) {

    /** Milliseconds in a day of 24 hours. */
    public static final long DAY_MILLIS = 86_400_000L;

    /**
     * Checks the grid.
     *
     * @throws IllegalArgumentException when the length does not divide a day or the phase is not below it
     */
    public IntervalGrid {
        if (lengthMillis < 1_000 || lengthMillis > DAY_MILLIS || DAY_MILLIS % lengthMillis != 0) {
            throw new IllegalArgumentException("an interval of " + lengthMillis + " ms does not divide a day");
        }
        if (phaseMillis < 0 || phaseMillis >= lengthMillis) {
            throw new IllegalArgumentException("phase " + phaseMillis + " ms lies outside [0, " + lengthMillis + ")");
        }
    }

    /**
     * The grid of intervals of the given length in a zone with the given standard offset.
     *
     * @param standardOffsetSeconds the zone's offset from UTC without daylight saving, seconds, east positive
     */
    public static IntervalGrid anchoredAtStandardMidnight(long lengthMillis, int standardOffsetSeconds) {
        return new IntervalGrid(lengthMillis, Math.floorMod(-standardOffsetSeconds * 1_000L, lengthMillis));
    }

    /** Whether an interval begins at this instant. */
    public boolean isOnGrid(long atMillis) {
        return Math.floorMod(atMillis - phaseMillis, lengthMillis) == 0;
    }

    /** The latest beginning at or before this instant. {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} stay as they are. */
    public long floor(long atMillis) {
        if (atMillis == Long.MIN_VALUE || atMillis == Long.MAX_VALUE) {
            return atMillis;
        }
        return atMillis - Math.floorMod(atMillis - phaseMillis, lengthMillis);
    }

    /** The earliest beginning at or after this instant. {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} stay as they are. */
    public long ceil(long atMillis) {
        long floor = floor(atMillis);
        return floor == atMillis ? atMillis : floor + lengthMillis;
    }

    /** How many intervals lie between two beginnings on the grid. */
    public long count(long fromMillis, long toMillis) {
        return (toMillis - fromMillis) / lengthMillis;
    }
}
