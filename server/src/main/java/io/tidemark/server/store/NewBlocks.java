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
    private final Long2LongHashMap lanes = new Long2LongHashMap(0);
    private long scalarBytes;

    NewBlocks(ReadingStore store) {
        this.store = store;
    }

    /** Adds a scalar reading. */
    void addRead(int handle, long atMillis) {
        if (MemoryNeed.isStorable(atMillis)) {
            int month = Months.of(atMillis);
            scalarBytes += store.hasBlockIn(month, handle) || !made.add(key(month, handle))
                    ? SCALAR_READING_BYTES
                    : BlockArena.bytesEach(ScalarBlock.blockBytes(ScalarBlock.CAPACITY_MIN));
        }
    }

    /** Adds so many consecutive intervals of a component. */
    void addIntervals(int handle, int lengthMillis, int phaseMillis, long atMillis, int intervals) {
        long end = atMillis + (intervals - 1L) * lengthMillis;
        if (!MemoryNeed.isStorable(atMillis) || !MemoryNeed.isStorable(end)) {
            return;
        }
        for (int month = Months.of(atMillis - phaseMillis); month <= Months.of(end - phaseMillis); month++) {
            if (!store.hasBlockIn(month, handle) && made.add(key(month, handle))) {
                long shape = key(month, IntervalBlock.slots(month, lengthMillis));
                lanes.put(shape, lanes.get(shape) + 1);
            }
        }
    }

    /** What all of them take from the budget, at most. */
    long bytes() {
        long bytes = scalarBytes;
        Long2LongHashMap.KeyIterator shapes = lanes.keySet().iterator();
        while (shapes.hasNext()) {
            long shape = shapes.nextValue();
            bytes += store.bytesForLanes((int) (shape >>> 32), (int) shape, lanes.get(shape));
        }
        return bytes;
    }

    private static long key(int month, int low) {
        return (long) month << 32 | low;
    }
}
