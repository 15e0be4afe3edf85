package io.tidemark.client;

/**
 * Consecutive readings of one component, in time order. A long answer comes as several series of the same component.
 *
 * <p>The arrays belong to whoever received the series.
 *
 * @param handle handle of the measuring component
 * @param component its id
 * @param timesMillis instant of each reading, or the beginning of its interval, epoch milliseconds, ascending
 * @param values the values; NaN is an invalid reading
 * @param conditions condition code of each value
 */
public record ReadingSeries(int handle, String component, long[] timesMillis, double[] values, int[] conditions) {

    /** Number of readings, 1 or more. */
    public int size() {
        return timesMillis.length;
    }
}
