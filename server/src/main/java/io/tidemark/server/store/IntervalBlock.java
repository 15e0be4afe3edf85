package io.tidemark.server.store;

import org.agrona.UnsafeApi;

/**
 * The readings of one interval component in one month: a lane of a block that several components share.
 *
 * <pre>
 *             lane 0    lane 1    …                     last lane
 *           +---------+---------+-----------------------+---------+
 *   word 0  | presence of slots 0 to 63, low bit first            |  one row
 *   word 1  | presence of slots 64 to 127                         |
 *   …       |                                                     |
 *           +---------+---------+-----------------------+---------+
 *   slot 0  | value   | value   |                       | value   |  one row
 *   slot 1  |                                                     |
 *   …       |                                                     |
 *           +---------+---------+-----------------------+---------+
 *   slot = (start of the interval - phase - start of the month) / length of an interval
 * </pre>
 *
 * <p>A value counts only while its bit is set. Readings come in by time: a batch has one reading each of many components, and
 * the next batch the next. So what lies side by side in memory is what many components read at one time: a row of a wide
 * block, {@link #WIDE_LANES} components, lies in one page of memory, and the way to a page is what a store costs. The first
 * components of a month have narrow blocks of {@link #NARROW_LANES}, so that few components do not hold the memory of many
 * ({@link LaneArena}). A component by itself is read along its lane, row after row.
 *
 * <p>What is cached of a lane is the address of its first presence word, a multiple of 8, with flags in the three bits below:
 * {@link #WIDE} says how long a row is, and {@link #HAS_CONDITIONS} that the component has condition codes. Those are a
 * block of its own, one {@code int} a slot, made when the first code other than regular is stored. Everything is in the
 * byte order of the machine.
 *
 * <p>Static functions over such flagged addresses, called blocks; the caller holds the state's lock and has checked the slot.
 */
public final class IntervalBlock {

    /** Components that share a narrow block: its rows are cache lines. */
    static final int NARROW_LANES = 8;

    /** Components that share a wide block. */
    static final int WIDE_LANES = 64;

    /** Flag: this component has condition codes of its own. */
    static final long HAS_CONDITIONS = 1L;

    /** Flag: the block is a wide one. */
    static final long WIDE = 2L;

    private static final int NARROW_ROW_SHIFT = 6;
    private static final int WIDE_ROW_SHIFT = 9;
    private static final long ADDRESS_MASK = -Long.BYTES;

    private IntervalBlock() {}

    /** Slots of a month. */
    static int slots(int month, long lengthMillis) {
        return (int) (Months.lengthMillis(month) / lengthMillis);
    }

    /** From a row to the next: 2 to the power of this, bytes. */
    static int rowShift(long block) {
        return (block & WIDE) == 0 ? NARROW_ROW_SHIFT : WIDE_ROW_SHIFT;
    }

    /** Rows of presence words: so many rows behind the first lies the value of slot 0. */
    static int presenceRows(int slots) {
        return (slots + 63) >>> 6;
    }

    /** Bytes of a row. */
    static int rowBytes(boolean isWide) {
        return 1 << (isWide ? WIDE_ROW_SHIFT : NARROW_ROW_SHIFT);
    }

    /** The address without its flags. */
    static long addressOf(long block) {
        return block & ADDRESS_MASK;
    }

    static boolean hasConditions(long block) {
        return (block & HAS_CONDITIONS) != 0;
    }

    /** The presence word that holds a slot's bit. */
    static long presenceWord(long block, int slot) {
        return UnsafeApi.getLong(presenceAddress(block, slot));
    }

    static void setPresenceWord(long block, int slot, long word) {
        UnsafeApi.putLong(presenceAddress(block, slot), word);
    }

    static boolean isPresent(long block, int slot) {
        return (presenceWord(block, slot) & (1L << slot)) != 0;
    }

    /** Where the presence word of a slot lies. */
    static long presenceAddress(long block, int slot) {
        return addressOf(block) + ((long) (slot >>> 6) << rowShift(block));
    }

    /** Where the value of a slot lies, in a month of so many slots. */
    static long valueAddress(long block, int slots, int slot) {
        return addressOf(block) + ((long) (presenceRows(slots) + slot) << rowShift(block));
    }

    /** Copies the values of slots [from, from + count) out, from an index of the array on. */
    static void copyValues(long block, int slots, int from, int count, double[] into, int index) {
        long address = valueAddress(block, slots, from);
        int shift = rowShift(block);
        for (int k = 0; k < count; k++) {
            into[index + k] = UnsafeApi.getDouble(address + ((long) k << shift));
        }
    }

    /**
     * Copies the values of slots [from, from + count) of components that lie side by side, from this one on: a component's from
     * an index of the array on, the next one's {@code stride} behind it.
     */
    static void copyValues(
            long block, int slots, int from, int count, int lanes, double[] into, int index, int stride) {
        if (lanes == NARROW_LANES) {
            copyLine(valueAddress(block, slots, from), rowShift(block), count, into, index, stride);
            return;
        }
        for (int lane = 0; lane < lanes; lane++) {
            copyValues(block + (long) lane * Long.BYTES, slots, from, count, into, index + lane * stride);
        }
    }

    /** The same for all components of a cache line: each line is then read once, where lane by lane it is read eight times. */
    private static void copyLine(long first, int rowShift, int count, double[] into, int index, int stride) {
        for (int k = 0; k < count; k++) {
            long row = first + ((long) k << rowShift);
            int at = index + k;
            into[at] = UnsafeApi.getDouble(row);
            into[at + stride] = UnsafeApi.getDouble(row + Long.BYTES);
            into[at + 2 * stride] = UnsafeApi.getDouble(row + 2 * Long.BYTES);
            into[at + 3 * stride] = UnsafeApi.getDouble(row + 3 * Long.BYTES);
            into[at + 4 * stride] = UnsafeApi.getDouble(row + 4 * Long.BYTES);
            into[at + 5 * stride] = UnsafeApi.getDouble(row + 5 * Long.BYTES);
            into[at + 6 * stride] = UnsafeApi.getDouble(row + 6 * Long.BYTES);
            into[at + 7 * stride] = UnsafeApi.getDouble(row + 7 * Long.BYTES);
        }
    }

    /** Components whose values lie in one cache line with this one's, from this one on. */
    static int lanesInLine(long block) {
        return NARROW_LANES - (int) (addressOf(block) / Long.BYTES & (NARROW_LANES - 1));
    }

    /** Sets the bits of [from, to). */
    static void setPresent(long block, int from, int to) {
        int slot = from;
        while (slot < to) {
            int inWord = Math.min(64 - (slot & 63), to - slot);
            long mask = inWord == 64 ? -1L : ((1L << inWord) - 1) << slot;
            setPresenceWord(block, slot, presenceWord(block, slot) | mask);
            slot += inWord;
        }
    }

    /** The first slot in [from, to) whose bit is as wanted; {@code to} when there is none. */
    static int nextSlot(long block, int from, int to, boolean present) {
        long flip = present ? 0L : -1L;
        int slot = from;
        while (slot < to) {
            long word = (presenceWord(block, slot) ^ flip) >>> slot;
            if (word != 0) {
                return Math.min(to, slot + Long.numberOfTrailingZeros(word));
            }
            slot = (slot | 63) + 1;
        }
        return to;
    }

    /** Whether any slot from one to the end of the month has a reading, in any of so many lanes side by side. */
    static boolean isAnyPresentFrom(long block, int lanes, int from, int slots) {
        long any = 0;
        for (int slot = from; slot < slots; slot = (slot | 63) + 1) {
            long word = 0;
            for (int lane = 0; lane < lanes; lane++) {
                word |= presenceWord(block + (long) lane * Long.BYTES, slot);
            }
            any |= word >>> slot;
        }
        return any != 0;
    }

    /** The last slot in [from, to) with a reading; -1 when there is none. */
    static int lastPresent(long block, int from, int to) {
        int slot = to - 1;
        while (slot >= from) {
            long word = presenceWord(block, slot) << (63 - (slot & 63));
            if (word != 0) {
                int found = slot - Long.numberOfLeadingZeros(word);
                return found >= from ? found : -1;
            }
            slot = (slot & ~63) - 1;
        }
        return -1;
    }

    /** How many slots in [from, to) have a reading. */
    static int countPresent(long block, int from, int to) {
        int count = 0;
        int slot = from;
        while (slot < to) {
            long word = presenceWord(block, slot) >>> slot;
            int inWord = Math.min(64 - (slot & 63), to - slot);
            if (inWord < 64) {
                word &= (1L << inWord) - 1;
            }
            count += Long.bitCount(word);
            slot += inWord;
        }
        return count;
    }
}
