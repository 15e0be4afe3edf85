package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchUnfold;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.journal.RecordVisitor;
import io.tidemark.server.shard.ReadingsRecord;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.BatchOutcome;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Lock;

/**
 * Leads the journal's records into the state, through the same function as live changes. The starting thread's own.
 */
public final class Recovery implements RecordVisitor {

    private final State state;
    private final BatchView batch = new BatchView();
    private final BatchUnfold unfold = new BatchUnfold();
    private final BatchOutcome outcome = new BatchOutcome();
    private long[] capturedAt = {};
    private long capturedEnd;
    private byte[] copy = new byte[1 << 20];
    private long records;

    /** Recovers into a state. */
    public Recovery(State state) {
        this.state = state;
    }

    /**
     * Leaves out what a checkpoint holds already.
     *
     * @param positions by handle, the position up to which a component's readings are in the state
     * @param endPosition the position up to which the parts that follow readings know of them
     */
    public void leaveOut(long[] positions, long endPosition) {
        capturedAt = positions;
        capturedEnd = endPosition;
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
            if (type == RecordTypes.READINGS && position < capturedEnd) {
                applyInPart(position, length);
            } else {
                state.apply(type, copy, 0, length);
            }
        } catch (RuntimeException fault) {
            throw new IllegalStateException(
                    "the record of type " + type + " at position " + position + " could not be applied", fault);
        } finally {
            lock.unlock();
        }
        records++;
    }

    private void applyInPart(long position, int length) {
        ReadingsRecord record = ReadingsRecord.read(copy, 0);
        unfold.unfold(copy, record.batchOffset(), length - record.batchOffset(), batch);
        for (int row = 0; row < batch.rows(); row++) {
            int handle = batch.handle(row);
            if (handle > 0 && handle < capturedAt.length && position < capturedAt[handle]) {
                batch.clearHandle(row);
            }
        }
        state.applyCaptured(record.writerId(), record.sequence(), record.latestMillis(), batch, outcome);
    }

    /** How many records were applied. */
    public long records() {
        return records;
    }
}
