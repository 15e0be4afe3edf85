package io.tidemark.server.store;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Which new blocks the batches in flight have been promised already, so that a block that several of them will fill is
 * promised once. The first batch pays for it; the block is there when that one has been applied.
 *
 * <p>Forgotten when nothing is promised any more. Until then a block whose batch was given up counts as promised, and is
 * made without having been paid for: less than a batch too much. Guarded by {@link MemoryNeed}'s lock.
 */
final class PromisedBlocks {

    /** Blocks remembered at most; what is forgotten is promised once more. */
    private static final int BLOCKS_MAX = 4_000_000;

    private final LongHashSet blocks = new LongHashSet();
    private final Long2LongHashMap lanes = new Long2LongHashMap(0);

    /** Whether a component's block of a month is promised. */
    boolean has(long block) {
        return blocks.contains(block);
    }

    /** Lanes of a month and shape that are promised. */
    long lanes(long shape) {
        return lanes.get(shape);
    }

    void add(long block) {
        blocks.add(block);
    }

    void addLanes(long shape, long count) {
        lanes.put(shape, lanes.get(shape) + count);
    }

    /** Forgets everything when nothing is promised, or too much. */
    void tidy(boolean isNothingPromised) {
        if (isNothingPromised || blocks.size() > BLOCKS_MAX) {
            blocks.clear();
            lanes.clear();
        }
    }
}
