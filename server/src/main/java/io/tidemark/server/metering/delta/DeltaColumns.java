package io.tidemark.server.metering.delta;

import java.util.Arrays;

/**
 * Deltas as parallel columns, in memory that the caller owns and uses again: a kernel overwrites what an earlier call
 * left, and allocates only when the columns are too short. For one thread at a time.
 *
 * <p>Only the first {@link #size()} elements of a column mean anything. The arrays stay the same until a kernel is
 * called again, and the caller may read them in place until then.
 */
public final class DeltaColumns {

    private static final double CAPACITY_GROWTH = 1.5;

    private long[] atMillis;
    private double[] deltas;
    private byte[] flags;
    private byte[] methods;
    private long[] suspects;
    private int size;
    private boolean isNormal = true;

    /** Columns that hold a month of quarters of an hour before they grow. */
    public DeltaColumns() {
        this(2_976);
    }

    /** Columns that hold this many deltas before they grow. */
    public DeltaColumns(int capacity) {
        allocate(capacity);
    }

    /** How many deltas there are. */
    public int size() {
        return size;
    }

    /** The times of the readings that the deltas end at, epoch milliseconds, ascending. */
    public long[] atMillis() {
        return atMillis;
    }

    /** The deltas, in the register's unit; NaN where there is none. */
    public double[] deltas() {
        return deltas;
    }

    /** Codes of {@link DeltaFlag}. */
    public byte[] flags() {
        return flags;
    }

    /** Codes of {@link DeltaMethod}. */
    public byte[] methods() {
        return methods;
    }

    /** The flag of the i-th delta. */
    public DeltaFlag flag(int i) {
        return DeltaFlag.ofCode(flags[i]);
    }

    /** The method of the i-th delta. */
    public DeltaMethod method(int i) {
        return DeltaMethod.ofCode(methods[i]);
    }

    /** Whether every flag is {@code NORMAL}. */
    public boolean isNormal() {
        return isNormal;
    }

    /** One bit a delta, for the kernel's own use. */
    long[] suspects() {
        return suspects;
    }

    /** Makes room for exactly this many deltas, all {@code NORMAL}; times, deltas and suspects are left as they fall. */
    void reset(int count) {
        if (count > deltas.length) {
            allocate(Math.max(count, (int) Math.min(Integer.MAX_VALUE - 8, deltas.length * CAPACITY_GROWTH)));
        }
        size = count;
        isNormal = true;
        Arrays.fill(flags, 0, count, DeltaFlag.NORMAL.code());
        Arrays.fill(methods, 0, count, DeltaMethod.NONE.code());
    }

    void set(int i, double delta, DeltaFlag flag, DeltaMethod method) {
        deltas[i] = delta;
        flags[i] = flag.code();
        methods[i] = method.code();
        isNormal &= flag == DeltaFlag.NORMAL;
    }

    private void allocate(int capacity) {
        atMillis = new long[capacity];
        deltas = new double[capacity];
        flags = new byte[capacity];
        methods = new byte[capacity];
        suspects = new long[(capacity + 63) >>> 6];
    }
}
