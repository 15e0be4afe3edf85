package io.tidemark.server.store;

import org.agrona.UnsafeApi;

/**
 * The readings of one scalar component in one month, as columns sorted by time.
 *
 * <pre>
 *   0        4           8                16                16 + 8·capacity     16 + 16·capacity   16 + 20·capacity
 *   +--------+-----------+----------------+-----------------+-------------------+------------------+
 *   | count  | capacity  | (unused)       | times, ascending| values            | condition codes  |
 *   +--------+-----------+----------------+-----------------+-------------------+------------------+
 *     int      int         8 bytes          long, millis      double              int
 * </pre>
 *
 * <p>A full block is copied into one of twice the capacity. Static functions over addresses; the caller holds the state's
 * lock.
 */
final class ScalarBlock {

    /** Capacity of a component's first block of a month: a reading a day, and some more. */
    static final int CAPACITY_MIN = 32;

    /** Most scalar readings of one component in one month: more than one every two seconds. */
    static final int CAPACITY_MAX = 1 << 21;

    static final int HEADER_BYTES = 16;
    private static final int COUNT_OFFSET = 0;
    private static final int CAPACITY_OFFSET = 4;

    private ScalarBlock() {}

    static int blockBytes(int capacity) {
        return HEADER_BYTES + capacity * (Long.BYTES + Double.BYTES + Integer.BYTES);
    }

    static void format(long address, int capacity) {
        UnsafeApi.putInt(address + COUNT_OFFSET, 0);
        UnsafeApi.putInt(address + CAPACITY_OFFSET, capacity);
    }

    static int count(long address) {
        return UnsafeApi.getInt(address + COUNT_OFFSET);
    }

    static int capacity(long address) {
        return UnsafeApi.getInt(address + CAPACITY_OFFSET);
    }

    static long time(long address, int index) {
        return UnsafeApi.getLong(address + HEADER_BYTES + 8L * index);
    }

    static double value(long address, int index) {
        return UnsafeApi.getDouble(values(address) + 8L * index);
    }

    static int condition(long address, int index) {
        return UnsafeApi.getInt(conditions(address) + 4L * index);
    }

    static void set(long address, int index, double value, int condition) {
        UnsafeApi.putDouble(values(address) + 8L * index, value);
        UnsafeApi.putInt(conditions(address) + 4L * index, condition);
    }

    /** Index of the first reading at or after an instant; the count when there is none. The end is tried first. */
    static int indexAtOrAfter(long address, long atMillis) {
        int low = 0;
        int high = count(address);
        if (high > 0 && time(address, high - 1) < atMillis) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(address, middle) < atMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Puts a reading in at an index, moving later ones up; there must be room. */
    static void insert(long address, int index, long atMillis, double value, int condition) {
        int count = count(address);
        move(address, index, index + 1, count - index);
        UnsafeApi.putLong(address + HEADER_BYTES + 8L * index, atMillis);
        set(address, index, value, condition);
        UnsafeApi.putInt(address + COUNT_OFFSET, count + 1);
    }

    /** Takes the readings of [from, to) out, moving later ones down. */
    static void remove(long address, int from, int to) {
        int count = count(address);
        move(address, to, from, count - to);
        UnsafeApi.putInt(address + COUNT_OFFSET, count - (to - from));
    }

    /** Copies all readings into an empty block of another capacity. */
    static void copy(long source, long target) {
        int count = count(source);
        UnsafeApi.copyMemory(source + HEADER_BYTES, target + HEADER_BYTES, 8L * count);
        UnsafeApi.copyMemory(values(source), values(target), 8L * count);
        UnsafeApi.copyMemory(conditions(source), conditions(target), 4L * count);
        UnsafeApi.putInt(target + COUNT_OFFSET, count);
    }

    private static void move(long address, int from, int to, int readings) {
        if (readings > 0) {
            long times = address + HEADER_BYTES;
            UnsafeApi.copyMemory(times + 8L * from, times + 8L * to, 8L * readings);
            UnsafeApi.copyMemory(values(address) + 8L * from, values(address) + 8L * to, 8L * readings);
            UnsafeApi.copyMemory(conditions(address) + 4L * from, conditions(address) + 4L * to, 4L * readings);
        }
    }

    private static long values(long address) {
        return address + HEADER_BYTES + 8L * capacity(address);
    }

    private static long conditions(long address) {
        return address + HEADER_BYTES + 16L * capacity(address);
    }
}
