package io.tidemark.server.ingest;

import io.tidemark.server.journal.RecordVisitor;
import io.tidemark.server.shard.State;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Lock;

/**
 * Leads the journal's records into the state, through the same function as live changes. The starting thread's own.
 */
public final class Recovery implements RecordVisitor {

    private final State state;
    private byte[] copy = new byte[1 << 20];
    private long records;

    /** Recovers into a state. */
    public Recovery(State state) {
        this.state = state;
    }

    @Override
    public void record(int type, long position, ByteBuffer payload) {
        int length = payload.remaining();
        if (copy.length < length) {
            copy = new byte[Math.max(length, 2 * copy.length)];
        }
        payload.get(payload.position(), copy, 0, length);
        Lock lock = state.lock().write();
        lock.lock();
        try {
            state.apply(type, copy, 0, length);
        } catch (RuntimeException fault) {
            throw new IllegalStateException(
                    "the record of type " + type + " at position " + position + " could not be applied", fault);
        } finally {
            lock.unlock();
        }
        records++;
    }

    /** How many records were applied. */
    public long records() {
        return records;
    }
}
