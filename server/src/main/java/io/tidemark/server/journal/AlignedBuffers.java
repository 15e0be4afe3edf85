package io.tidemark.server.journal;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Direct buffers that begin with a block, used again. As many are kept as were ever in use at once, which is one for each
 * thread that writes. Safe to call from any thread.
 */
final class AlignedBuffers {

    /** Size of each, bytes; whole blocks. */
    static final int BYTES = 1 << 20;

    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** A buffer for whole blocks; now the caller's. */
    static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes + BlockFile.BLOCK_BYTES - 1).alignedSlice(BlockFile.BLOCK_BYTES);
    }

    /** A buffer of {@link #BYTES}; the caller's until it is released. */
    ByteBuffer acquire() {
        ByteBuffer kept = free.poll();
        return kept == null ? allocate(BYTES) : kept;
    }

    /** Gives a buffer back. */
    void release(ByteBuffer buffer) {
        free.add(buffer);
    }
}
