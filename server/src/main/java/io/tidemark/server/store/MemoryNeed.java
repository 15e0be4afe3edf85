package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;

/**
 * How much memory a batch may need, asked before it is journalled.
 *
 * <p>Runs on any thread, without the state's lock: it looks at which blocks exist, never into them, and an answer that is
 * a moment old is good enough, since a promise that was too large is given back and one that was too small is made up by
 * the next. The budget is a limit for admission; applying a durable batch is never refused.
 */
public final class MemoryNeed {

    private static final long DAY_MILLIS = 86_400_000L;

    private final ReadingStore store;

    /** Guarded by itself. */
    private final PromisedBlocks promised = new PromisedBlocks();

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
        NewBlocks made = NewBlocks.of(batch, store, Long.MIN_VALUE, Long.MAX_VALUE);
        return made == null ? 0 : promise(made);
    }

    /**
     * Promises what readings of one component in [from, to) may need.
     *
     * @return bytes promised, as above
     * @throws io.tidemark.server.refusal.Refusal when there is not so much
     */
    public long promise(int handle, long fromMillis, long toMillis) {
        ComponentColumns components = store.components();
        NewBlocks made = new NewBlocks(store);
        int length = components.intervalMillis[handle];
        if (length == 0) {
            made.addRead(handle, fromMillis);
        } else {
            int intervals = (int) ((toMillis - fromMillis) / length);
            made.addIntervals(handle, length, components.phaseMillis[handle], fromMillis, Math.max(1, intervals));
        }
        return promise(made);
    }

    private long promise(NewBlocks made) {
        StoreBudget budget = store.budget();
        synchronized (promised) {
            promised.tidy(budget.isNothingPromised());
            long bytes = made.bytesBeside(promised);
            if (!budget.tryPromise(bytes)) {
                throw budget.exhausted(bytes);
            }
            made.addTo(promised);
            return bytes;
        }
    }

    static boolean isStorable(long atMillis) {
        return atMillis >= Months.BEGIN_MILLIS + DAY_MILLIS && atMillis < Months.END_MILLIS;
    }
}
