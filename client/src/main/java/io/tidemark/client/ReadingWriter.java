package io.tidemark.client;

import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.util.concurrent.CompletableFuture;

/**
 * Streams batches of readings to the server, in order, each exactly once.
 *
 * <p>Every append becomes a batch with the next sequence number, and its future completes once the batch is forced to the
 * server's device and visible to queries. When the connection breaks, the writer opens a new one by itself, learns which
 * batches had become durable, and sends only the others again. It gives up when it gets nowhere for a while, when the
 * server refuses the stream, or when another stream takes the writer's name over; then every open future and every later
 * append fails with the same exception, and a new writer under the same name goes on after what is durable.
 *
 * <p>Safe for several threads; batches of one thread keep their order. Futures complete on the client's network threads, in
 * order of sequence: what hangs on them must not block, and must not append to a writer that waits when it is full. The
 * messages handed over are kept until they are durable.
 */
public final class ReadingWriter implements AutoCloseable {

    private final WriterLedger ledger;
    private final WriterConnection connection;

    ReadingWriter(ReadingWriterBuilder builder) {
        this.ledger = new WriterLedger(builder);
        this.connection = new WriterConnection(builder, ledger);
    }

    /** Connects, and waits until the writer is open or has failed. */
    void start() {
        connection.connect();
        try {
            ledger.awaitOpen();
        } catch (TidemarkException e) {
            connection.end(e);
            throw e;
        }
    }

    /**
     * Appends readings over many components, as one batch.
     *
     * @return completes when the batch is durable; exceptionally when it cannot be sent
     */
    public CompletableFuture<AppendResult> append(ReadingColumns columns) {
        return ledger.append(ReadingBatch.newBuilder().setColumns(columns), columns.getHandleCount(), false);
    }

    /** Appends runs of consecutive intervals, as one batch; otherwise the same. */
    public CompletableFuture<AppendResult> append(ReadingRuns runs) {
        return ledger.append(ReadingBatch.newBuilder().setRuns(runs), runs.getValueCount(), false);
    }

    /** Deletes the readings of ranges, as one batch; otherwise the same. */
    public CompletableFuture<AppendResult> delete(DeletionColumns ranges) {
        return ledger.append(ReadingBatch.newBuilder().setDeletions(ranges), ranges.getHandleCount(), true);
    }

    /**
     * Waits until everything appended so far is durable.
     *
     * @throws TidemarkException when the writer fails before
     */
    public void flush() {
        ledger.flush();
    }

    /** The last batch known to be durable; 0 when this writer never wrote. Right after opening: where it had stopped. */
    public long durableSequence() {
        return ledger.durableSequence();
    }

    /** The newest position the server told; a query that is given it sees everything acknowledged so far. */
    public Position position() {
        return ledger.position();
    }

    /** What the server takes, as it said when the writer last opened. */
    public WriterLimits limits() {
        return ledger.limits();
    }

    /** Waits until everything is durable, or the writer has failed (its futures tell), and ends the stream. */
    @Override
    public void close() {
        try {
            ledger.finish();
        } finally {
            connection.finish();
        }
    }

    /** Ends the stream at once; what is in flight fails, though it may have become durable. */
    public void abort() {
        connection.end(ledger.closed());
    }
}
