package io.tidemark.server.checkpoint;

import io.tidemark.server.shard.SnapshotPart;
import io.tidemark.server.shard.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;

/**
 * Writes parts of the state to a checkpoint while readings come in: those that readings do not change. A piece is made under
 * the read half of the state's lock, which is given up before the piece is written, so that the writer thread waits for one
 * piece at the most. As long as nothing but readings was applied since the checkpoint's position, such a part is what it
 * was there, whenever it is looked at.
 *
 * <p>The thread's own that makes the checkpoint.
 */
final class BesideReadings {

    private final State state;
    private final long otherChanges;

    /**
     * For one checkpoint.
     *
     * @param otherChanges {@link State#changesBesidesReadings} at its position
     */
    BesideReadings(State state, long otherChanges) {
        this.state = state;
        this.otherChanges = otherChanges;
    }

    /**
     * Writes a part.
     *
     * @throws ChangedMeanwhileException if something but readings was applied
     */
    void write(SnapshotPart part, CheckpointWriter writer) throws IOException {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            check(state.changesBesidesReadings());
            part.write(piece -> {
                lock.unlock();
                try {
                    writer.part(part.name(), piece);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                } finally {
                    lock.lock();
                }
                check(state.changesBesidesReadings());
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sees to it that the state was still.
     *
     * @param otherChangesNow {@link State#changesBesidesReadings}, of later
     * @throws ChangedMeanwhileException if it was not
     */
    void check(long otherChangesNow) {
        if (otherChangesNow != otherChanges) {
            throw new ChangedMeanwhileException();
        }
    }
}
