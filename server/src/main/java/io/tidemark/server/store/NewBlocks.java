package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * The memory of the blocks that a batch will make: a thousand readings of one component and month make one, and interval
 * components share theirs. For one batch and one thread; looks at which blocks exist, never into them.
 */
final class NewBlocks {

    /** What one more scalar reading needs over time: its columns, doubled by growth, twice while a block is copied. */
    private static final long SCALAR_READING_BYTES = 80;

    private final ReadingStore store;
    private final LongHashSet made = new LongHashSet();
    private long scalarReadings;

    NewBlocks(ReadingStore store) {
        this.store = store;
    }

    /**
     * Those of a batch. Nearly every batch finds all of its blocks there: null.
     *
     * @param earliestMillis earlier readings make none
     * @param latestMillis nor do later ones; nor runs that reach beyond it
     */
    static NewBlocks of(BatchView batch, ReadingStore store, long earliestMillis, long latestMillis) {
        if (batch.kind() == BatchView.Kind.DELETIONS || batch.kind() == BatchView.Kind.EMPTY) {
            return null;
        }
        BatchRows rows = new BatchRows(batch, store, earliestMillis, latestMillis);
        for (int from = 0; from < batch.rows(); from += PlainReadings.STRETCH) {
            int to = Math.min(batch.rows(), from + PlainReadings.STRETCH);
            if (batch.kind() == BatchView.Kind.RUNS || !BlocksThere.areThere(batch, from, to, store)) {
                rows.look(from, to);
            }
        }
        return rows.made();
    }

    /** Adds a scalar reading. */
    void addRead(int handle, long atMillis) {
        if (MemoryNeed.isStorable(atMillis)) {
            int month = Months.of(atMillis);
            if (store.hasBlockIn(month, handle) || !made.add(key(month, handle))) {
                scalarReadings++;
            }
        }
    }

    /** Adds so many consecutive intervals of a component. */
    void addIntervals(int handle, int lengthMillis, int phaseMillis, long atMillis, int intervals) {
        long end = atMillis + (intervals - 1L) * lengthMillis;
        if (!MemoryNeed.isStorable(atMillis) || !MemoryNeed.isStorable(end)) {
            return;
        }
        for (int month = Months.of(atMillis - phaseMillis); month <= Months.of(end - phaseMillis); month++) {
            if (!store.hasBlockIn(month, handle)) {
                made.add(key(month, handle));
            }
        }
    }

    /** How many lanes of interval components they are, by {@link #month} and {@link #slots}. */
    Long2LongHashMap lanes() {
        Long2LongHashMap lanes = lanesBeside(new PromisedBlocks());
        lanes.keySet().removeIfLong(shape -> slots(shape) == 0);
        return lanes;
    }

    /** What all of them take from the budget, at most, but for the blocks that other batches were promised. */
    long bytesBeside(PromisedBlocks promised) {
        long bytes = scalarReadings * SCALAR_READING_BYTES;
        Long2LongHashMap lanes = lanesBeside(promised);
        Long2LongHashMap.KeyIterator shapes = lanes.keySet().iterator();
        while (shapes.hasNext()) {
            long shape = shapes.nextValue();
            bytes += slots(shape) == 0
                    ? lanes.get(shape) * BlockArena.bytesEach(ScalarBlock.blockBytes(ScalarBlock.CAPACITY_MIN))
                    : bytes(shape, promised.lanes(shape) + lanes.get(shape)) - bytes(shape, promised.lanes(shape));
        }
        return bytes;
    }

    /** The blocks are promised from now on. */
    void addTo(PromisedBlocks promised) {
        Long2LongHashMap lanes = lanesBeside(promised);
        Long2LongHashMap.KeyIterator shapes = lanes.keySet().iterator();
        while (shapes.hasNext()) {
            long shape = shapes.nextValue();
            promised.addLanes(shape, lanes.get(shape));
        }
        LongHashSet.LongIterator blocks = made.iterator();
        while (blocks.hasNext()) {
            promised.add(blocks.nextValue());
        }
    }

    /** New blocks by month and slots; those of scalar components have no slots. */
    private Long2LongHashMap lanesBeside(PromisedBlocks promised) {
        Long2LongHashMap lanes = new Long2LongHashMap(0);
        LongHashSet.LongIterator blocks = made.iterator();
        while (blocks.hasNext()) {
            long block = blocks.nextValue();
            if (!promised.has(block)) {
                int month = (int) (block >>> 32);
                int length = store.components().intervalMillis[(int) block];
                long shape = key(month, length == 0 ? 0 : IntervalBlock.slots(month, length));
                lanes.put(shape, lanes.get(shape) + 1);
            }
        }
        return lanes;
    }

    private long bytes(long shape, long lanes) {
        return store.bytesForLanes(month(shape), slots(shape), lanes);
    }

    static int slots(long shape) {
        return (int) shape;
    }

    static int month(long shape) {
        return (int) (shape >>> 32);
    }

    private static long key(int month, int low) {
        return (long) month << 32 | low;
    }
}
