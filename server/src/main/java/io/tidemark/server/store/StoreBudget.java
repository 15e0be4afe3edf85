package io.tidemark.server.store;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.step.Steps;

/**
 * How much memory blocks may take. Memory is promised before a batch is written to the journal, so that what is durable
 * can always be applied; the promise is given back when the batch has been applied and its blocks are counted.
 *
 * <p>Safe to call from any thread.
 */
public final class StoreBudget {

    private final long bytesMax;
    private final Steps steps;
    private long usedBytes;
    private long promisedBytes;
    /** Of what is promised, what the blocks made under the promise took since; it is not to be counted twice. */
    private long spentBytes;

    /**
     * A budget.
     *
     * @param bytesMax {@code store.bytesMax}: most bytes of blocks, above 0
     */
    public StoreBudget(long bytesMax) {
        this(bytesMax, Steps.NONE);
    }

    /** The same, with somebody who is told when a map is made to hold blocks. */
    public StoreBudget(long bytesMax, Steps steps) {
        this.bytesMax = bytesMax;
        this.steps = steps;
    }

    /** Who is told when a map is made. */
    Steps steps() {
        return steps;
    }

    /** Promises memory for what is about to be journalled; false when it is not there. Nothing is always there. */
    public synchronized boolean tryPromise(long bytes) {
        if (bytes > 0 && usedBytes + promisedBytes - spentBytes + bytes > bytesMax) {
            return false;
        }
        promisedBytes += bytes;
        return true;
    }

    /** Gives a promise back. */
    public synchronized void release(long bytes) {
        promisedBytes -= bytes;
        spentBytes = Math.min(promisedBytes, Math.max(0, spentBytes - bytes));
    }

    /** Whether no promise is open. */
    synchronized boolean isNothingPromised() {
        return promisedBytes == 0;
    }

    /** Counts a block that was made; what was promised for it counts no longer, and is given back separately. */
    synchronized void use(long bytes) {
        usedBytes += bytes;
        spentBytes = Math.min(promisedBytes, spentBytes + bytes);
    }

    /** Counts a block that was given back. */
    synchronized void free(long bytes) {
        usedBytes -= bytes;
    }

    /** Bytes of blocks in use. */
    public synchronized long usedBytes() {
        return usedBytes;
    }

    /** The limit. */
    public long bytesMax() {
        return bytesMax;
    }

    /** The refusal of whoever wanted more. */
    public synchronized Refusal exhausted(long wantedBytes) {
        return Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "STORE_FULL",
                        "the store has no memory for this batch: it may need " + wantedBytes + " bytes more, "
                                + usedBytes
                                + " of " + bytesMax + " are in use and " + (promisedBytes - spentBytes)
                                + " are promised to batches before it. Raise store.bytesMax, or let old months go"
                                + " (store.retentionMonths), then send the batch again")
                .with("limit", "store.bytesMax")
                .with("limit_value", bytesMax)
                .with("used_bytes", usedBytes);
    }
}
