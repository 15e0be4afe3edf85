package io.tidemark.server.metering.review;

import io.tidemark.server.metering.grid.IntervalGrid;

/**
 * Received readings and their classes from bitmaps, a bit an interval, by counting bits: the values are never looked at.
 *
 * <pre>
 *   present    1 1 1 1 0 1 1 0    a value is there, of any class
 *   estimated  0 0 1 0 0 1 0 0    worked out, or put in for an outage     null when there is none
 *   manual     0 1 0 0 0 0 0 0    entered by hand                         null when there is none
 *   received = present and not estimated
 * </pre>
 *
 * <p>Bit {@code i} of the bitmap is bit {@code i % 64} of word {@code i / 64}. Bits outside {@code present} are ignored in
 * the others. The arrays stay the caller's and are read at each call; outside of them nothing is there.
 */
public final class BitmapReadings implements ReceivedReadings, ReadingTally {

    private static final long[] NONE = {};

    private final IntervalGrid grid;
    private final long originMillis;
    private final long[] present;
    private final long[] estimated;
    private final long[] manual;

    /**
     * Looks at bitmaps.
     *
     * @param originMillis the interval of bit 0, on the grid
     * @param estimated null when no reading is estimated
     * @param manual null when no reading was entered by hand
     */
    public BitmapReadings(IntervalGrid grid, long originMillis, long[] present, long[] estimated, long[] manual) {
        if (!grid.isOnGrid(originMillis)) {
            throw new IllegalArgumentException("origin " + originMillis + " is no beginning of an interval");
        }
        this.grid = grid;
        this.originMillis = originMillis;
        this.present = present;
        this.estimated = estimated == null ? NONE : estimated;
        this.manual = manual == null ? NONE : manual;
    }

    @Override
    public long count(long fromMillis, long toMillis) {
        long count = 0;
        int to = bit(toMillis);
        for (int bit = bit(fromMillis); bit < to; bit = (bit | 63) + 1) {
            count += Long.bitCount(received(bit >> 6) & mask(bit, to));
        }
        return count;
    }

    @Override
    public void add(long fromMillis, long toMillis, ReadingCounts into) {
        int to = bit(toMillis);
        for (int bit = bit(fromMillis); bit < to; bit = (bit | 63) + 1) {
            int word = bit >> 6;
            long there = present[word] & mask(bit, to);
            long byRule = there & word(estimated, word);
            long byHand = there & ~byRule & word(manual, word);
            int all = Long.bitCount(there);
            int estimates = Long.bitCount(byRule);
            int manuals = Long.bitCount(byHand);
            into.add(all - estimates - manuals, manuals, estimates);
        }
    }

    @Override
    public long nextPresent(long fromMillis, long toMillis) {
        int to = bit(toMillis);
        for (int bit = bit(fromMillis); bit < to; bit = (bit | 63) + 1) {
            long found = received(bit >> 6) & mask(bit, to);
            if (found != 0) {
                return millis((bit & ~63) + Long.numberOfTrailingZeros(found));
            }
        }
        return toMillis;
    }

    @Override
    public long nextMissing(long fromMillis, long toMillis) {
        if (fromMillis >= toMillis) {
            return toMillis;
        }
        if (fromMillis < originMillis) {
            return fromMillis;
        }
        int to = bit(toMillis);
        for (int bit = bit(fromMillis); bit < to; bit = (bit | 63) + 1) {
            long found = ~received(bit >> 6) & mask(bit, to);
            if (found != 0) {
                return millis((bit & ~63) + Long.numberOfTrailingZeros(found));
            }
        }
        return Math.min(toMillis, Math.max(fromMillis, millis(to)));
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        long end = millis(present.length * 64);
        long found = nextPresent(Math.max(originMillis, grid.ceil(atMillis)), end);
        return found >= end ? NONE_AFTER : found;
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        if (atMillis < originMillis) {
            return NONE_BEFORE;
        }
        int bit = Math.min(bit(grid.floor(atMillis)), present.length * 64 - 1);
        for (int word = bit >> 6; word >= 0; word--) {
            long found = received(word);
            if (word == bit >> 6) {
                found &= -1L >>> (63 - (bit & 63));
            }
            if (found != 0) {
                return millis(word * 64 + 63 - Long.numberOfLeadingZeros(found));
            }
        }
        return NONE_BEFORE;
    }

    private long received(int word) {
        return present[word] & ~word(estimated, word);
    }

    private static long word(long[] words, int i) {
        return i < words.length ? words[i] : 0;
    }

    /** The bits of one word from a bit on, as far as the end. */
    private static long mask(int bit, int to) {
        long from = -1L << bit;
        return (bit | 63) < to ? from : from & (-1L >>> -to);
    }

    /** The bit of an interval, kept within the bitmap. */
    private int bit(long atMillis) {
        if (atMillis <= originMillis) {
            return 0;
        }
        if (atMillis == Long.MAX_VALUE) {
            return present.length * 64;
        }
        return (int) Math.min(present.length * 64L, (atMillis - originMillis) / grid.lengthMillis());
    }

    private long millis(int bit) {
        return originMillis + bit * grid.lengthMillis();
    }
}
