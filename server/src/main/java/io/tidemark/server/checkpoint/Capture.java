package io.tidemark.server.checkpoint;

import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.LogEntry;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.shard.State;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.function.LongFunction;

/**
 * Looks at the state between two groups of changes, when it holds exactly what lies below a position. A place in the order
 * of changes, without a record.
 */
final class Capture<T> extends LogEntry {

    private final Lock lock;
    private final LongFunction<T> look;
    private final CompletableFuture<T> done = new CompletableFuture<>();

    private Capture(Lock lock, LongFunction<T> look) {
        this.lock = lock;
        this.look = look;
    }

    /**
     * Looks soon, on the writer thread under the write half of the state's lock, and waits for it.
     *
     * @param look is given the position; takes moments
     */
    static <T> T at(CommitLog log, State state, LongFunction<T> look) {
        return at(log, state.lock().write(), look);
    }

    /**
     * The same under the read half, so that queries go on meanwhile: for a look that takes longer, at what nobody but the
     * writer thread changes.
     *
     * @param look is given the position; a registry of a million components takes it seconds
     */
    static <T> T besideQueries(CommitLog log, State state, LongFunction<T> look) {
        return at(log, state.lock().read(), look);
    }

    private static <T> T at(CommitLog log, Lock lock, LongFunction<T> look) {
        Capture<T> capture = new Capture<>(lock, look);
        log.submit(capture);
        return capture.done.join();
    }

    @Override
    protected int payloadBytes() {
        return 0;
    }

    @Override
    protected void write(Journal journal) {}

    @Override
    protected void apply(State changed) {}

    @Override
    protected void settle(long position) {
        lock.lock();
        try {
            done.complete(look.apply(position));
        } catch (RuntimeException | Error fault) {
            // The writer thread must outlive it.
            done.completeExceptionally(fault);
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void acknowledge(long position) {}

    @Override
    protected void fail(RuntimeException refusal) {
        done.completeExceptionally(refusal);
    }
}
