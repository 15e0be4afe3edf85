package io.tidemark.server.metering.delta;

/**
 * Readings of one component in columns: the requested range with context on both sides.
 *
 * <pre>
 *   contextFrom      first            last        contextTo
 *        |--context----|---the range----|---context---|
 * </pre>
 *
 * <p>The arrays stay the caller's; nothing here writes to them or keeps them. Indices are half-open. How much context a
 * policy needs says {@link DeltaContext}.
 *
 * @param atMillis times of the readings, epoch milliseconds, strictly ascending
 * @param readings what the register showed, in its unit, finite; NaN for an invalid or null reading
 * @param contextFrom first reading before the range that may be used as context
 * @param first first reading of the range
 * @param last first reading after the range
 * @param contextTo first reading after it that may not be used
 */
public record ReadingRange(long[] atMillis, double[] readings, int contextFrom, int first, int last, int contextTo) {

    /**
     * Checks the indices.
     *
     * @throws IndexOutOfBoundsException when they are out of order or reach past an array
     */
    public ReadingRange {
        int length = Math.min(atMillis.length, readings.length);
        if (contextFrom < 0 || contextFrom > first || first > last || last > contextTo || contextTo > length) {
            throw new IndexOutOfBoundsException("context from " + contextFrom + ", first " + first + ", last " + last
                    + ", context to " + contextTo + " of " + length + " readings");
        }
    }

    /** All of two arrays as the range, without context. */
    public static ReadingRange whole(long[] atMillis, double[] readings) {
        return new ReadingRange(atMillis, readings, 0, 0, atMillis.length, atMillis.length);
    }
}
