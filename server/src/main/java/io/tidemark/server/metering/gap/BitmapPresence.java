package io.tidemark.server.metering.gap;

import io.tidemark.server.metering.grid.IntervalGrid;

/**
 * A presence bitmap laid on a component's grid: bit 0 is the interval that begins at {@code firstMillis}. What lies
 * outside the bitmap is missing.
 *
 * <p>Reads the array it was given and keeps no copy: while its owner writes, answers may mix old and new.
 */
public final class BitmapPresence implements PresenceSeries {

    private final IntervalGrid grid;
    private final long firstMillis;
    private final long endMillis;
    private final long[] words;

    /**
     * Lays a bitmap on a grid.
     *
     * @param firstMillis beginning of the interval of bit 0, on the grid
     * @param words bits as in {@link PresenceWords}; at most 2^24 words
     * @throws IllegalArgumentException when the first interval does not begin on the grid
     */
    public BitmapPresence(IntervalGrid grid, long firstMillis, long[] words) {
        if (!grid.isOnGrid(firstMillis)) {
            throw new IllegalArgumentException("firstMillis " + firstMillis + " does not lie on the grid");
        }
        this.grid = grid;
        this.firstMillis = firstMillis;
        this.words = words;
        this.endMillis = firstMillis + words.length * 64L * grid.lengthMillis();
    }

    @Override
    public long nextMissing(long fromMillis, long toMillis) {
        if (fromMillis >= toMillis || fromMillis < firstMillis || fromMillis >= endMillis) {
            return Math.min(fromMillis, toMillis);
        }
        return at(PresenceWords.nextMissing(words, bit(fromMillis), bit(Math.min(toMillis, endMillis))), toMillis);
    }

    @Override
    public long nextPresent(long fromMillis, long toMillis) {
        long from = Math.max(fromMillis, firstMillis);
        long to = Math.min(toMillis, endMillis);
        if (from >= to) {
            return toMillis;
        }
        int found = PresenceWords.nextPresent(words, bit(from), bit(to));
        return found == bit(to) ? toMillis : at(found, toMillis);
    }

    private int bit(long atMillis) {
        return (int) grid.count(firstMillis, grid.ceil(atMillis));
    }

    private long at(int bit, long toMillis) {
        return Math.min(toMillis, firstMillis + bit * grid.lengthMillis());
    }
}
