package io.tidemark.server.journal;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Direct buffers that begin with a block, used again. As many are kept as were ever in use at once, which is one for each
 * thread that writes. Safe to call from any thread.
 */
final class AlignedBuffers {

    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** A buffer for whole blocks; now the caller's. */
    static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes + BlockFile.BLOCK_BYTES - 1).alignedSlice(BlockFile.BLOCK_BYTES);
    }

    /** A buffer of so many bytes, a multiple of a block and the same for all; the caller's until it is released. */
    ByteBuffer acquire(int bytes) {
        ByteBuffer kept = free.poll();
        return kept == null ? allocate(bytes) : kept;
    }

    /** Gives a buffer back. */
    void release(ByteBuffer buffer) {
        free.add(buffer);
    }
}
