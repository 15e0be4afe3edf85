package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;

/**
 * The quick look with which nearly every batch is done: that it makes no blocks. Asked for a stretch of readings at a time,
 * so that what is the same for all of them is found out once. Any thread, without the state's lock.
 */
final class BlocksThere {

    private BlocksThere() {}

    /**
     * Whether readings [from, to) of many components find their blocks there: of one instant and one phase, all of interval
     * components. Nearly every stretch of a batch is one of which this can be said.
     */
    static boolean areThere(BatchView batch, int from, int to, ReadingStore store) {
        int[] lengths = store.components().intervalMillis;
        int[] phases = store.components().phaseMillis;
        int bound = Math.min(lengths.length, phases.length);
        int handle = batch.handle(from);
        long at = batch.timeMillis(from);
        if (Integer.compareUnsigned(handle, bound) >= 0
                || !MemoryNeed.isStorable(at)
                || !PlainReadings.isOfOneInstant(batch, from, to)) {
            return false;
        }
        int phase = phases[handle];
        long[] blocks = store.blocksIn(Months.of(at - phase));
        bound = Math.min(bound, blocks.length);
        for (int row = from; row < to; row++) {
            handle = batch.handle(row);
            if (Integer.compareUnsigned(handle, bound) >= 0
                    || blocks[handle] == 0
                    || lengths[handle] == 0
                    || phases[handle] != phase) {
                return false;
            }
        }
        return true;
    }
}
