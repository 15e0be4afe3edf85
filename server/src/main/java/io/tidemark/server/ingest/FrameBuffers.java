package io.tidemark.server.ingest;

import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/**
 * Byte arrays for requests, used again, by size: powers of two from 4 KiB up. Bounded; what does not fit is left to the
 * garbage collector. Safe to call from any thread.
 */
public final class FrameBuffers {

    private static final int SMALLEST_LOG2 = 12;
    private static final int CLASSES = 14;

    /** Of one size: about as many as may wait to be written ({@code ingest.waitingBytesMax}), so that a load takes none anew. */
    private static final int KEPT_BYTES_EACH_MAX = 64 << 20;

    /** Of one size, however small. */
    private static final int KEPT_EACH_MAX = 1_024;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final ManyToManyConcurrentArrayQueue<byte[]>[] free = new ManyToManyConcurrentArrayQueue[CLASSES];

    /** An empty pool. */
    public FrameBuffers() {
        for (int i = 0; i < CLASSES; i++) {
            free[i] = new ManyToManyConcurrentArrayQueue<>(
                    Math.min(KEPT_EACH_MAX, Math.max(2, KEPT_BYTES_EACH_MAX >> (SMALLEST_LOG2 + i))));
        }
    }

    /** An array of at least so many bytes. */
    public byte[] acquire(int length) {
        int log2 = Math.max(SMALLEST_LOG2, 32 - Integer.numberOfLeadingZeros(Math.max(1, length) - 1));
        int sizeClass = log2 - SMALLEST_LOG2;
        if (sizeClass >= CLASSES) {
            return new byte[length];
        }
        byte[] kept = free[sizeClass].poll();
        return kept == null ? new byte[1 << log2] : kept;
    }

    /** Gives an array back that nobody uses any more. */
    public void release(byte[] bytes) {
        int log2 = 31 - Integer.numberOfLeadingZeros(Math.max(1, bytes.length));
        int sizeClass = log2 - SMALLEST_LOG2;
        if (sizeClass >= 0 && sizeClass < CLASSES && bytes.length == 1 << log2) {
            free[sizeClass].offer(bytes);
        }
    }
}
