package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionCode;
import java.util.Arrays;

/**
 * Readings of one component copied out of the store, in time order: a buffer that its owner uses again and again. Not safe
 * to share between threads.
 */
public final class ReadingColumns {

    private static final int CAPACITY_MIN = 128;

    /** Instants, or beginnings of intervals, epoch milliseconds, ascending; the first {@link #count} count. */
    public long[] atMillis = new long[CAPACITY_MIN];

    /** Values; NaN is an invalid reading. */
    public double[] value = new double[CAPACITY_MIN];

    /** Condition codes. */
    public int[] condition = new int[CAPACITY_MIN];

    /** Number of readings. */
    public int count;

    /** Empties the columns. */
    public void clear() {
        count = 0;
    }

    /** Makes room for more readings. */
    public void ensure(int more) {
        int needed = count + more;
        if (needed > atMillis.length) {
            int capacity = Math.max(needed, atMillis.length * 2);
            atMillis = Arrays.copyOf(atMillis, capacity);
            value = Arrays.copyOf(value, capacity);
            condition = Arrays.copyOf(condition, capacity);
        }
    }

    /** Adds a reading at the end. */
    public void add(long at, double reading, int code) {
        ensure(1);
        atMillis[count] = at;
        value[count] = reading;
        condition[count] = code;
        count++;
    }

    /** Whether every condition code from an index on is the regular one. */
    public boolean isRegularFrom(int index) {
        for (int i = index; i < count; i++) {
            if (condition[i] != ConditionCode.REGULAR) {
                return false;
            }
        }
        return true;
    }

    /** Turns the readings from an index on around; used where they were collected backwards. */
    public void reverseFrom(int index) {
        for (int low = index, high = count - 1; low < high; low++, high--) {
            long at = atMillis[low];
            atMillis[low] = atMillis[high];
            atMillis[high] = at;
            double reading = value[low];
            value[low] = value[high];
            value[high] = reading;
            int code = condition[low];
            condition[low] = condition[high];
            condition[high] = code;
        }
    }
}
