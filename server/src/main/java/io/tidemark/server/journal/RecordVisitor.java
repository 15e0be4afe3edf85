package io.tidemark.server.journal;

import java.nio.ByteBuffer;

/** Takes the records of a journal in the order they were written. */
@FunctionalInterface
public interface RecordVisitor {

    /**
     * Takes one record. What it throws ends the reading and goes to the reader's caller.
     *
     * @param type what the record is, {@link Journal#TYPE_MIN} to {@link Journal#TYPE_MAX}
     * @param position where it lies
     * @param payload its bytes, from the buffer's position to its limit, little-endian and read-only; the buffer is used
     *     again when this returns, so copy what must outlive the call
     */
    void record(int type, long position, ByteBuffer payload);
}
