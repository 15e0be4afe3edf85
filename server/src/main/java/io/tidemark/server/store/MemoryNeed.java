package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;
import org.agrona.collections.LongHashSet;

/**
 * How much memory a batch may need, asked before it is journalled.
 *
 * <p>Runs on any thread, without the state's lock: it looks at which blocks exist, never into them, and an answer that is
 * a moment old is good enough, since a promise that was too large is given back and one that was too small is made up by
 * the next. The budget is a limit for admission; applying a durable batch is never refused.
 */
public final class MemoryNeed {

    /** What one more scalar reading needs over time: its columns, doubled by growth, twice while a block is copied. */
    private static final long SCALAR_READING_BYTES = 80;

    private final ReadingStore store;

    /** Asks about this store. */
    public MemoryNeed(ReadingStore store) {
        this.store = store;
    }

    /**
     * Promises what the batch may need.
     *
     * @return bytes promised, to be given back with {@link StoreBudget#release} once the batch is applied
     * @throws io.tidemark.server.refusal.Refusal when there is not so much
     */
    public long promise(BatchView batch) {
        StoreBudget budget = store.budget();
        if (batch.kind() == BatchView.Kind.DELETIONS || batch.kind() == BatchView.Kind.EMPTY) {
            return 0;
        }
        long atMost = batch.values() * store.components().blockBytesMax();
        if (budget.tryPromise(atMost)) {
            return atMost;
        }
        long counted = count(batch);
        if (budget.tryPromise(counted)) {
            return counted;
        }
        throw budget.exhausted(counted);
    }

    private long count(BatchView batch) {
        // Blocks the batch will make: a thousand readings of one component and month make one.
        LongHashSet made = new LongHashSet();
        long bytes = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int handle = batch.handle(row);
            if (store.components().isRegistered(handle)) {
                int values = batch.kind() == BatchView.Kind.RUNS ? batch.count(row) : 1;
                bytes += count(handle, batch.timeMillis(row), values, made);
            }
        }
        return bytes;
    }

    private static long key(int month, int handle) {
        return (long) month << 32 | handle;
    }

    private long count(int handle, long atMillis, int values, LongHashSet made) {
        int length = store.components().intervalMillis[handle];
        if (length == 0) {
            if (atMillis < Months.BEGIN_MILLIS || atMillis >= Months.END_MILLIS) {
                return 0;
            }
            int month = Months.of(atMillis);
            return store.hasBlockIn(month, handle) || !made.add(key(month, handle))
                    ? SCALAR_READING_BYTES
                    : BlockArena.bytesEach(ScalarBlock.blockBytes(ScalarBlock.CAPACITY_MIN));
        }
        long end = atMillis + (values - 1L) * length;
        long bytes = 0;
        if (atMillis < Months.BEGIN_MILLIS + length || end >= Months.END_MILLIS || end < atMillis) {
            return bytes;
        }
        int phase = store.components().phaseMillis[handle];
        for (int month = Months.of(atMillis - phase); month <= Months.of(end - phase); month++) {
            if (!store.hasBlockIn(month, handle) && made.add(key(month, handle))) {
                bytes += IntervalBlock.bytesEach(IntervalBlock.slots(month, length));
            }
        }
        return bytes;
    }
}
