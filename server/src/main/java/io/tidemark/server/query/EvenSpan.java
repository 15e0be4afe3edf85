package io.tidemark.server.query;

import io.tidemark.server.metering.delta.DeltaContext;
import io.tidemark.server.metering.delta.ReadingRange;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingStore;

/**
 * The readings of a range with the context that is usually enough, of interval components that have all of them, or none behind
 * a certain one: a range may end with the newest. Read of some components in one go where they lie side by side: as answers go
 * through components, most find their readings here already.
 *
 * <p>What was read ahead is good while the state's lock is held: {@link #forget} before it is taken anew. One thread at a time.
 */
final class EvenSpan {

    /** Components read in one go at most: those of a cache line. */
    private static final int COMPONENTS_MAX = 8;

    /** Values read in one go at most, unless one component has more. */
    private static final int VALUES_MAX = 4_096;

    /**
     * Intervals of a range at most: as many as a piece of an answer has by default. A longer one is mostly empty, for pieces
     * end after so many readings, and would need room for readings that are not there.
     */
    private static final int INTERVALS_MAX = 16_384;

    private static final int BEFORE = DeltaContext.READINGS_BEFORE_USUAL;
    private static final int AFTER = DeltaContext.READINGS_AFTER_USUAL;

    private final ReadingStore store;

    private IntervalGrid grid;
    private long fromMillis;
    private long toMillis;
    /** Beginning of the first interval of the context. */
    private long contextFromMillis;

    /** Beginning of the first interval behind the range. */
    private long endMillis;

    /** Intervals of the range; 0 where there is none, there are too many, or it is too near to the ends of time. */
    private int count;

    /** Components there is room for. */
    private int room;

    private long[] atMillis = {};
    private double[] values = {};

    /** Those read last, by their place in the list of which they were read. */
    private int[] handles;

    private int first;
    private int read;

    /** Readings behind the range that each of them has, and has read. */
    private int after;

    EvenSpan(ReadingStore store) {
        this.store = store;
    }

    /** What was read ahead may not hold any more. */
    void forget() {
        read = 0;
    }

    /**
     * The readings of [from, to) of the component at {@code list[index]}, in arrays that are good until the next call; null
     * where it has not all of them, is no interval component, or would need context from before a bound.
     *
     * @param list in whose order components are asked for, most likely
     */
    ReadingRange read(int[] list, int index, long from, long to, long boundMillis) {
        IntervalGrid its = store.grid(list[index]);
        if (its == null) {
            return null;
        }
        if (its != grid || from != fromMillis || to != toMillis) {
            begin(its, from, to);
        }
        if (count == 0 || contextFromMillis < boundMillis) {
            return null;
        }
        boolean isRead = list == handles && index >= first && index < first + read;
        if (!isRead) {
            readFrom(list, index);
            if (read == 0) {
                return null;
            }
        }
        int stride = BEFORE + count + after;
        int at = (index - first) * stride;
        return new ReadingRange(atMillis, values, at, at + BEFORE, at + BEFORE + count, at + stride);
    }

    private void readFrom(int[] list, int index) {
        read = 0;
        int follow = store.following(list[index], endMillis, AFTER);
        if (follow < 0) {
            return;
        }
        if (follow != after) {
            after = follow;
            fillTimes();
        }
        handles = list;
        first = index;
        int most = Math.min(room, list.length - index);
        read = store.copyWhole(list, index, most, contextFromMillis, BEFORE + count + after, values);
        if (after < AFTER) {
            read = store.withoutLater(list, index, read, endMillis + after * grid.lengthMillis());
        }
    }

    private void begin(IntervalGrid newGrid, long from, long to) {
        grid = newGrid;
        fromMillis = from;
        toMillis = to;
        read = 0;
        long length = newGrid.lengthMillis();
        long begin = newGrid.ceil(from);
        endMillis = newGrid.ceil(to);
        contextFromMillis = begin - BEFORE * length;
        boolean isStorable = contextFromMillis - newGrid.phaseMillis() >= Months.BEGIN_MILLIS
                && endMillis + AFTER * length <= Months.END_MILLIS;
        long intervals = (endMillis - begin) / length;
        count = intervals > 0 && intervals <= INTERVALS_MAX && isStorable ? (int) intervals : 0;
        if (count > 0) {
            int most = BEFORE + count + AFTER;
            room = Math.max(1, Math.min(COMPONENTS_MAX, VALUES_MAX / most));
            if (values.length < room * most) {
                values = new double[room * most];
                atMillis = new long[room * most];
            }
            fillTimes();
        }
    }

    /** The kernel wants a time beside each reading: the same ones for each component. */
    private void fillTimes() {
        int stride = BEFORE + count + after;
        for (int k = 0; k < stride; k++) {
            atMillis[k] = contextFromMillis + k * grid.lengthMillis();
        }
        for (int k = 1; k < room; k++) {
            System.arraycopy(atMillis, 0, atMillis, k * stride, stride);
        }
    }
}
