package io.tidemark.server.store;

import org.agrona.UnsafeApi;

/**
 * The readings of one interval component in one month, in place: two columns, each a block of its own.
 *
 * <pre>
 *   presence  +---------------------------------------------------------+
 *             | one bit a slot, 64 to a word, low bit first             |  padded to a cache line
 *             +---------------------------------------------------------+
 *   values    +----------------------------------------------------------------------------------+
 *             | one double a slot                                                                |
 *             +----------------------------------------------------------------------------------+
 *   slot = (start of the interval - phase - start of the month) / length of an interval
 * </pre>
 *
 * <p>A value counts only while its bit is set. Presence stands apart because the bits of neighbouring components are then
 * neighbours in memory: a batch over many components, and whoever looks for gaps, goes through them in a few pages.
 * Condition codes have a third block (one {@code int} a slot) which exists only where a code other than regular was ever
 * stored; bit 0 of the cached address of the presence says so. Everything is in the byte order of the machine.
 *
 * <p>Static functions over addresses; the caller holds the state's lock and has checked the slot.
 */
public final class IntervalBlock {

    /** Bit of a cached address that says: this block has condition codes of its own. */
    static final long HAS_CONDITIONS = 1L;

    private static final long ADDRESS_MASK = -BlockArena.ALIGNMENT;

    private IntervalBlock() {}

    /** Slots of a month. */
    static int slots(int month, long lengthMillis) {
        return (int) (Months.lengthMillis(month) / lengthMillis);
    }

    /** Size of the presence words, padded. */
    static int presenceBytes(int slots) {
        return (((slots + 7) / 8) + BlockArena.ALIGNMENT - 1) & -BlockArena.ALIGNMENT;
    }

    static int valueBytes(int slots) {
        return slots * Double.BYTES;
    }

    /** What the readings of a month take from the budget. */
    static long bytesEach(int slots) {
        return BlockArena.bytesEach(presenceBytes(slots)) + BlockArena.bytesEach(valueBytes(slots));
    }

    /** The address without its flags. */
    static long addressOf(long block) {
        return block & ADDRESS_MASK;
    }

    static boolean hasConditions(long block) {
        return (block & HAS_CONDITIONS) != 0;
    }

    /** The presence word that holds a slot's bit. */
    static long presenceWord(long address, int slot) {
        return UnsafeApi.getLong(address + ((slot >>> 6) << 3));
    }

    static void setPresenceWord(long address, int slot, long word) {
        UnsafeApi.putLong(address + ((slot >>> 6) << 3), word);
    }

    static boolean isPresent(long address, int slot) {
        return (presenceWord(address, slot) & (1L << slot)) != 0;
    }

    static double value(long values, int slot) {
        return UnsafeApi.getDouble(values + ((long) slot << 3));
    }

    static void setValue(long values, int slot, double value) {
        UnsafeApi.putDouble(values + ((long) slot << 3), value);
    }

    static void setValueBits(long values, int slot, long bits) {
        UnsafeApi.putLong(values + ((long) slot << 3), bits);
    }

    /** Sets the bits of [from, to). */
    static void setPresent(long address, int from, int to) {
        int slot = from;
        while (slot < to) {
            int inWord = Math.min(64 - (slot & 63), to - slot);
            long mask = inWord == 64 ? -1L : ((1L << inWord) - 1) << slot;
            setPresenceWord(address, slot, presenceWord(address, slot) | mask);
            slot += inWord;
        }
    }

    /** The first slot in [from, to) whose bit is as wanted; {@code to} when there is none. */
    static int nextSlot(long address, int from, int to, boolean present) {
        long flip = present ? 0L : -1L;
        int slot = from;
        while (slot < to) {
            long word = (presenceWord(address, slot) ^ flip) >>> slot;
            if (word != 0) {
                return Math.min(to, slot + Long.numberOfTrailingZeros(word));
            }
            slot = (slot | 63) + 1;
        }
        return to;
    }

    /** The last slot in [from, to) with a reading; -1 when there is none. */
    static int lastPresent(long address, int from, int to) {
        int slot = to - 1;
        while (slot >= from) {
            long word = presenceWord(address, slot) << (63 - (slot & 63));
            if (word != 0) {
                int found = slot - Long.numberOfLeadingZeros(word);
                return found >= from ? found : -1;
            }
            slot = (slot & ~63) - 1;
        }
        return -1;
    }

    /** How many slots in [from, to) have a reading. */
    static int countPresent(long address, int from, int to) {
        int count = 0;
        int slot = from;
        while (slot < to) {
            long word = presenceWord(address, slot) >>> slot;
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
