package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.v1.ReadingBatch;
import java.util.concurrent.CompletableFuture;

/** A batch that belongs to no writer: the way of a unary append or deletion. */
public final class UnaryAppend extends BatchEntry {

    /**
     * What became of a batch.
     *
     * @param outcome of its readings
     * @param position where the journal stood when they became visible
     */
    public record Result(BatchOutcome outcome, long position) {}

    private final CompletableFuture<Result> done = new CompletableFuture<>();

    private UnaryAppend(IngestRoom room) {
        super(room.memoryBudget());
    }

    /**
     * Hands a batch in; any thread.
     *
     * @return completes when it is durable and visible, on the writer thread: hand on what takes long
     * @throws io.tidemark.server.refusal.Refusal when there is no memory for it
     */
    public static CompletableFuture<Result> submit(IngestRoom room, ReadingBatch batch) {
        UnaryAppend entry = new UnaryAppend(room);
        byte[] bytes = batch.toByteArray();
        BatchDecoder.decode(bytes, 0, bytes.length, entry.view);
        entry.prepare(
                "",
                room.limits().latestMillis(room.clock().millis()),
                room.memoryNeed().promise(entry.view));
        room.log().submit(entry);
        return entry.done;
    }

    @Override
    protected boolean isRefusedRatherThanLate() {
        return true;
    }

    @Override
    protected void acknowledge(long position) {
        done.complete(new Result(outcome, position));
    }

    @Override
    protected void fail(RuntimeException refusal) {
        givePromiseBack();
        done.completeExceptionally(refusal);
    }
}
