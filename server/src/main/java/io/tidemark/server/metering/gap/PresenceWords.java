package io.tidemark.server.metering.gap;

/**
 * Searches in a presence bitmap, 64 intervals at a time.
 *
 * <pre>
 *   bit   0 1 2 ... 63 | 64 ... 127 | ...        bit b is bit (b mod 64) of word b / 64, lowest first;
 *   word       0       |     1      | ...        set: the interval has a final measurement
 * </pre>
 *
 * <p>Ranges are half-open and lie inside the array: {@code 0 <= fromBit} and {@code toBit <= 64 * words.length}. An empty
 * or backward range answers {@code toBit} (or 0 for a count). The arrays are only read.
 */
public final class PresenceWords {

    private static final int BITS = 64;
    private static final int LINE_WORDS = 8;

    private PresenceWords() {}

    /** The first clear bit in {@code [fromBit, toBit)}; {@code toBit} when all are set. */
    public static int nextMissing(long[] words, int fromBit, int toBit) {
        return next(words, fromBit, toBit, -1L);
    }

    /** The first set bit in {@code [fromBit, toBit)}; {@code toBit} when none is. */
    public static int nextPresent(long[] words, int fromBit, int toBit) {
        return next(words, fromBit, toBit, 0L);
    }

    /** How many bits of {@code [fromBit, toBit)} are set. */
    public static int countPresent(long[] words, int fromBit, int toBit) {
        if (fromBit >= toBit) {
            return 0;
        }
        int first = fromBit >>> 6;
        int last = (toBit - 1) >>> 6;
        long fromMask = -1L << fromBit;
        long toMask = -1L >>> -toBit;
        if (first == last) {
            return Long.bitCount(words[first] & fromMask & toMask);
        }
        int count = Long.bitCount(words[first] & fromMask) + Long.bitCount(words[last] & toMask);
        for (int i = first + 1; i < last; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    /** Passes over whole cache lines of words that all equal the flip: one look for eight words. */
    private static int skip(long[] words, int from, int to, long flip) {
        int index = from;
        while (index + LINE_WORDS <= to
                && (words[index] ^ flip
                                | words[index + 1] ^ flip
                                | words[index + 2] ^ flip
                                | words[index + 3] ^ flip
                                | words[index + 4] ^ flip
                                | words[index + 5] ^ flip
                                | words[index + 6] ^ flip
                                | words[index + 7] ^ flip)
                        == 0) {
            index += LINE_WORDS;
        }
        return index;
    }

    /** The first bit that differs from the flip: with all ones the set bits are passed over, with zero the clear ones. */
    private static int next(long[] words, int fromBit, int toBit, long flip) {
        if (fromBit >= toBit) {
            return toBit;
        }
        int index = fromBit >>> 6;
        long word = (words[index] ^ flip) & (-1L << fromBit);
        int last = (toBit - 1) >>> 6;
        if (word == 0) {
            index = skip(words, index + 1, last, flip);
            while (index < last && words[index] == flip) {
                index++;
            }
            word = index <= last ? words[index] ^ flip : 0;
        }
        if (word == 0) {
            return toBit;
        }
        return Math.min(toBit, index * BITS + Long.numberOfTrailingZeros(word));
    }
}
