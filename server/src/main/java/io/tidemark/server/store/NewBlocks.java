package io.tidemark.server.store;

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
        return store.bytesForLanes((int) (shape >>> 32), slots(shape), lanes);
    }

    private static int slots(long shape) {
        return (int) shape;
    }

    private static long key(int month, int low) {
        return (long) month << 32 | low;
    }
}
