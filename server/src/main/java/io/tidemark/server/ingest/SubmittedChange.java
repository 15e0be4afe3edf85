package io.tidemark.server.ingest;

import io.tidemark.server.journal.Journal;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.server.shard.State;
import java.util.concurrent.CompletableFuture;

/**
 * A change whose record is a byte array and whose sender waits for a future. Everything but batches of readings goes this
 * way.
 */
public final class SubmittedChange extends LogEntry {

    /**
     * What became of a change.
     *
     * @param result what {@link State#apply} answered
     * @param position where the journal stood when the change became visible
     */
    public record Result(Object result, long position) {}

    private final int type;
    private final byte[] payload;
    private final CompletableFuture<Result> done = new CompletableFuture<>();
    private Object result;

    private SubmittedChange(int type, byte[] payload) {
        this.type = type;
        this.payload = payload;
    }

    /**
     * Hands a change in; any thread.
     *
     * @param payload the record; not changed by either side from here on
     * @return completes when the change is durable and visible, on the writer thread: hand on what takes long
     */
    public static CompletableFuture<Result> submit(CommitLog log, int type, byte[] payload) {
        SubmittedChange change = new SubmittedChange(type, payload);
        log.submit(change);
        return change.done;
    }

    @Override
    protected int payloadBytes() {
        return Math.max(1, payload.length);
    }

    @Override
    protected boolean isOther() {
        return type != RecordTypes.READINGS;
    }

    @Override
    protected void write(Journal journal) {
        journal.write(type, payload, 0, payload.length);
    }

    @Override
    protected void apply(State state) {
        result = state.apply(type, payload, 0, payload.length);
    }

    @Override
    protected void acknowledge(long position) {
        done.complete(new Result(result, position));
    }

    @Override
    protected void fail(RuntimeException refusal) {
        done.completeExceptionally(refusal);
    }
}
