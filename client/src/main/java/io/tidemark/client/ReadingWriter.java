package io.tidemark.client;

import io.grpc.Status;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.WriterOpened;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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

    private final TidemarkClient client;
    private final String writerId;
    private final int batchesInFlightMax;
    private final long bytesInFlightMax;
    private final WhenFull whenFull;

    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when batches leave, when a connection opens, and when the writer ends. */
    private final Condition changed = lock.newCondition();

    private final PendingBatches pending = new PendingBatches();
    private final Backoff backoff;
    private IngestStream stream;
    private boolean open;
    private boolean everOpen;
    private boolean closing;
    private TidemarkException broken;
    private long nextSequence;
    private long durableSequence;
    private Position position = Position.NOW;
    private WriterLimits limits;

    ReadingWriter(ReadingWriterBuilder builder) {
        this.client = builder.client;
        this.writerId = builder.writerId;
        this.batchesInFlightMax = builder.batchesInFlightMax;
        this.bytesInFlightMax = builder.bytesInFlightMax;
        this.whenFull = builder.whenFull;
        this.backoff = new Backoff(builder.backoffMin, builder.backoffMax, builder.reconnectFor);
    }

    /** Connects, and waits until the writer is open or has failed. */
    void start() {
        connect();
        lock.lock();
        try {
            while (!everOpen && broken == null) {
                await();
            }
            if (broken != null) {
                throw broken;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends readings over many components, as one batch.
     *
     * @return completes when the batch is durable; exceptionally when it cannot be sent
     */
    public CompletableFuture<AppendResult> append(ReadingColumns columns) {
        return append(ReadingBatch.newBuilder().setColumns(columns), columns.getHandleCount(), false);
    }

    /** Appends runs of consecutive intervals, as one batch; otherwise the same. */
    public CompletableFuture<AppendResult> append(ReadingRuns runs) {
        return append(ReadingBatch.newBuilder().setRuns(runs), runs.getValueCount(), false);
    }

    /** Deletes the readings of ranges, as one batch; otherwise the same. */
    public CompletableFuture<AppendResult> delete(DeletionColumns ranges) {
        return append(ReadingBatch.newBuilder().setDeletions(ranges), ranges.getHandleCount(), true);
    }

    private CompletableFuture<AppendResult> append(ReadingBatch.Builder batch, int entries, boolean deletion) {
        lock.lock();
        try {
            if (closing || broken != null) {
                return CompletableFuture.failedFuture(broken != null ? broken : closedByUser());
            }
            TidemarkException tooLarge = BatchLimits.check(entries, batch, limits);
            if (tooLarge != null) {
                return CompletableFuture.failedFuture(tooLarge);
            }
            int bytes = BatchLimits.bytes(batch);
            while (!hasRoomFor(bytes)) {
                if (whenFull == WhenFull.FAIL) {
                    return CompletableFuture.failedFuture(BatchLimits.full(pending.size(), pending.bytes()));
                }
                await();
                if (closing || broken != null) {
                    return CompletableFuture.failedFuture(broken != null ? broken : closedByUser());
                }
            }
            return send(batch, entries, deletion, bytes);
        } catch (TidemarkException interrupted) {
            return CompletableFuture.failedFuture(interrupted);
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<AppendResult> send(ReadingBatch.Builder batch, int entries, boolean deletion, int bytes) {
        long sequence = nextSequence++;
        IngestRequest request =
                IngestRequest.newBuilder().setBatch(batch.setSequence(sequence)).build();
        CompletableFuture<AppendResult> future = new CompletableFuture<>();
        pending.add(new PendingBatches.Pending(sequence, request, entries, deletion, bytes, future));
        if (open) {
            stream.send(request);
        }
        return future;
    }

    private boolean hasRoomFor(int bytes) {
        return pending.isEmpty()
                || (pending.size() < Math.min(batchesInFlightMax, limits.batchesInFlightMax())
                        && pending.bytes() + bytes <= bytesInFlightMax);
    }

    /**
     * Waits until everything appended so far is durable.
     *
     * @throws TidemarkException when the writer fails before
     */
    public void flush() {
        lock.lock();
        try {
            long last = nextSequence - 1;
            while (durableSequence < last && broken == null) {
                await();
            }
            if (broken != null) {
                throw broken;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The last batch known to be durable; 0 when this writer never wrote. Right after opening: where it had stopped. */
    public long durableSequence() {
        lock.lock();
        try {
            return durableSequence;
        } finally {
            lock.unlock();
        }
    }

    /** The newest position the server told; a query that is given it sees everything acknowledged so far. */
    public Position position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** What the server takes, as it said when the writer last opened. */
    public WriterLimits limits() {
        lock.lock();
        try {
            return limits;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is durable, or the writer has failed (its futures tell), and ends the stream. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            closing = true;
            while (!pending.isEmpty() && broken == null) {
                await();
            }
            if (open) {
                stream.halfClose();
            }
        } finally {
            lock.unlock();
            fail(closedByUser(), false);
        }
    }

    /** Ends the stream at once; what is in flight fails, though it may have become durable. */
    public void abort() {
        fail(closedByUser(), true);
    }

    private void connect() {
        lock.lock();
        try {
            if (broken != null) {
                return;
            }
            stream = new IngestStream(this, client.channel());
            stream.open(writerId);
        } finally {
            lock.unlock();
        }
    }

    void opened(IngestStream from, WriterOpened answer) {
        List<PendingBatches.Settled> settled;
        TidemarkException out = null;
        lock.lock();
        try {
            if (from != stream || broken != null) {
                return;
            }
            limits = BatchLimits.of(answer);
            if (!everOpen) {
                everOpen = true;
                nextSequence = answer.getLastDurableSequence() + 1;
            } else {
                out = BatchLimits.outOfStep(writerId, answer.getLastDurableSequence(), durableSequence, nextSequence);
            }
            if (out != null) {
                settled = List.of();
            } else {
                durableSequence = answer.getLastDurableSequence();
                position = new Position(answer.getPosition());
                settled = pending.foundDurable(durableSequence, position);
                open = true;
                pending.forEach(batch -> stream.send(batch.request()));
                if (pending.isEmpty() || !settled.isEmpty()) {
                    backoff.progressed();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        settled.forEach(PendingBatches.Settled::complete);
        if (out != null) {
            fail(out, true);
        }
    }

    void acknowledged(IngestStream from, BatchAck ack) {
        List<PendingBatches.Settled> settled;
        lock.lock();
        try {
            if (from != stream || broken != null) {
                return;
            }
            durableSequence = Math.max(durableSequence, ack.getDurableSequence());
            position = new Position(ack.getPosition());
            settled = pending.acknowledged(ack);
            backoff.progressed();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        settled.forEach(PendingBatches.Settled::complete);
    }

    void ended(IngestStream from, TidemarkException failure) {
        long waitMillis = -1;
        lock.lock();
        try {
            if (from != stream || broken != null) {
                return;
            }
            open = false;
            if (BatchLimits.worthAnotherTry(failure)) {
                waitMillis = backoff.failed(System.nanoTime());
            }
        } finally {
            lock.unlock();
        }
        if (waitMillis < 0) {
            fail(failure, false);
            return;
        }
        try {
            client.timer().schedule(this::connect, waitMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException clientClosed) {
            fail(failure, false);
        }
    }

    private void fail(TidemarkException failure, boolean cancel) {
        List<CompletableFuture<AppendResult>> abandoned;
        lock.lock();
        try {
            if (broken == null) {
                broken = failure;
            }
            open = false;
            if (cancel && stream != null) {
                stream.cancel();
            }
            abandoned = pending.abandon();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        abandoned.forEach(future -> future.completeExceptionally(failure));
    }

    private void await() {
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TidemarkException.of(Status.Code.CANCELLED, "INTERRUPTED", "interrupted while waiting for a writer");
        }
    }

    private TidemarkException closedByUser() {
        return TidemarkException.of(
                Status.Code.CANCELLED, "WRITER_CLOSED", "the writer " + writerId + " is closed: open another");
    }
}
