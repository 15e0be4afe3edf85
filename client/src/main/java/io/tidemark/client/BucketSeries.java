package io.tidemark.client;

/**
 * Sums of one component's deltas by quarter of an hour, hour, day or month, in time order.
 *
 * <p>The arrays have one length and belong to whoever received the series.
 *
 * @param handle handle of the measuring component
 * @param component its id
 * @param fromMillis beginning of each bucket in its calendar, epoch milliseconds
 * @param toMillis end of each bucket in its calendar, where the next one begins, epoch milliseconds
 * @param sums sum of the deltas that are numbers, 0 when there is none
 * @param valid deltas that are as read
 * @param corrected deltas that were put right
 * @param missing deltas that are NaN
 */
public record BucketSeries(
        int handle,
        String component,
        long[] fromMillis,
        long[] toMillis,
        double[] sums,
        int[] valid,
        int[] corrected,
        int[] missing) {

    /** Number of buckets, 1 or more. */
    public int size() {
        return fromMillis.length;
    }
}
