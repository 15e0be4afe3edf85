package io.tidemark.server.metering.delta;

import java.util.Arrays;

/**
 * Sums of deltas by bucket, as parallel columns in memory that the caller owns: {@link DeltaBucketing} appends, the caller
 * reads and {@linkplain #clear clears}. For one thread at a time. Only the first {@link #size()} elements mean anything.
 */
public final class DeltaBuckets {

    private long[] fromMillis = new long[32];
    private long[] toMillis = new long[32];
    private double[] sums = new double[32];
    private int[] valid = new int[32];
    private int[] corrected = new int[32];
    private int[] missing = new int[32];
    private int size;

    /** No buckets. */
    public DeltaBuckets() {}

    /** How many buckets there are. */
    public int size() {
        return size;
    }

    /** Where the buckets begin in their calendar, epoch milliseconds, ascending. */
    public long[] fromMillis() {
        return fromMillis;
    }

    /** Where they end, epoch milliseconds. */
    public long[] toMillis() {
        return toMillis;
    }

    /** The sums of the deltas that are numbers, in the register's unit; 0 when there is none. */
    public double[] sums() {
        return sums;
    }

    /** How many deltas are as read: {@code NORMAL} and {@code NEGATIVE}. */
    public int[] valid() {
        return valid;
    }

    /** How many were put right and have a value: {@code ROLLOVER}, {@code RESET}, {@code BRIDGED}, {@code DEVICE_CHANGE}. */
    public int[] corrected() {
        return corrected;
    }

    /** How many are NaN, whatever their flag. */
    public int[] missing() {
        return missing;
    }

    /** Forgets the buckets and keeps the memory. */
    public void clear() {
        size = 0;
    }

    void append(long from, long to, double sum, int validCount, int correctedCount, int missingCount) {
        if (size == sums.length) {
            grow(size * 2);
        }
        fromMillis[size] = from;
        toMillis[size] = to;
        sums[size] = sum;
        valid[size] = validCount;
        corrected[size] = correctedCount;
        missing[size] = missingCount;
        size++;
    }

    private void grow(int capacity) {
        fromMillis = Arrays.copyOf(fromMillis, capacity);
        toMillis = Arrays.copyOf(toMillis, capacity);
        sums = Arrays.copyOf(sums, capacity);
        valid = Arrays.copyOf(valid, capacity);
        corrected = Arrays.copyOf(corrected, capacity);
        missing = Arrays.copyOf(missing, capacity);
    }
}
