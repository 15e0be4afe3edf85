package io.tidemark.client;

import io.grpc.Status;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.WriterOpened;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A writer's books: which batches have which number, which are on their way and which are durable. One lock guards them,
 * and the sending too, so that batches leave in the order of their numbers.
 */
final class WriterLedger {

    private final String writerId;
    private final int batchesInFlightMax;
    private final long bytesInFlightMax;
    private final WhenFull whenFull;

    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when batches leave, when a stream is attached, and when the writer ends. */
    private final Condition changed = lock.newCondition();

    private final PendingBatches pending = new PendingBatches();
    /** Null while there is no connection. */
    private IngestStream stream;

    private boolean everOpen;
    private boolean closing;
    /** Why the writer is over; null while it is not. */
    private TidemarkException end;

    private long nextSequence;
    private long durableSequence;
    private Position position = Position.NOW;
    private WriterLimits limits;

    WriterLedger(ReadingWriterBuilder builder) {
        this.writerId = builder.writerId;
        this.batchesInFlightMax = builder.batchesInFlightMax;
        this.bytesInFlightMax = builder.bytesInFlightMax;
        this.whenFull = builder.whenFull;
    }

    // --- the side of those who append ---

    void awaitOpen() {
        lock.lock();
        try {
            while (!everOpen && end == null) {
                await();
            }
            throwIfOver();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<AppendResult> append(ReadingBatch.Builder batch, int entries, boolean deletion) {
        lock.lock();
        try {
            throwIfClosed();
            int bytes = BatchLimits.bytes(batch);
            BatchLimits.check(entries, bytes, limits);
            while (!hasRoomFor(bytes)) {
                if (whenFull == WhenFull.FAIL) {
                    throw BatchLimits.full(pending.size(), pending.bytes());
                }
                await();
                throwIfClosed();
            }
            return send(batch, entries, deletion, bytes);
        } catch (TidemarkException refused) {
            return CompletableFuture.failedFuture(refused);
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
        if (stream != null) {
            stream.send(request);
        }
        return future;
    }

    private boolean hasRoomFor(int bytes) {
        return pending.isEmpty()
                || (pending.size() < Math.min(batchesInFlightMax, limits.batchesInFlightMax())
                        && pending.bytes() + bytes <= bytesInFlightMax);
    }

    void flush() {
        lock.lock();
        try {
            long last = nextSequence - 1;
            while (durableSequence < last && end == null) {
                await();
            }
            throwIfOver();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more batches, and waits until those on their way are durable or the writer is over. */
    void finish() {
        lock.lock();
        try {
            closing = true;
            while (!pending.isEmpty() && end == null) {
                await();
            }
        } finally {
            lock.unlock();
        }
    }

    long durableSequence() {
        lock.lock();
        try {
            return durableSequence;
        } finally {
            lock.unlock();
        }
    }

    Position position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    WriterLimits limits() {
        lock.lock();
        try {
            return limits;
        } finally {
            lock.unlock();
        }
    }

    // --- the side of the connection ---

    /**
     * Goes on over a stream that has just been opened: what the server does not have is sent again.
     *
     * @return batches that turned out to be durable
     * @throws TidemarkException when what the server remembers of this writer does not fit what the writer knows
     */
    List<PendingBatches.Settled> attach(IngestStream opened, WriterOpened answer) {
        lock.lock();
        try {
            long serverDurable = answer.getLastDurableSequence();
            if (everOpen) {
                BatchLimits.checkInStep(writerId, serverDurable, durableSequence, nextSequence);
            } else {
                everOpen = true;
                nextSequence = serverDurable + 1;
            }
            limits = BatchLimits.of(answer);
            durableSequence = serverDurable;
            position = new Position(answer.getPosition());
            List<PendingBatches.Settled> settled = pending.foundDurable(serverDurable, position);
            stream = opened;
            pending.forEach(batch -> opened.send(batch.request()));
            changed.signalAll();
            return settled;
        } finally {
            lock.unlock();
        }
    }

    void detach() {
        lock.lock();
        try {
            stream = null;
        } finally {
            lock.unlock();
        }
    }

    List<PendingBatches.Settled> acknowledged(BatchAck ack) {
        lock.lock();
        try {
            durableSequence = Math.max(durableSequence, ack.getDurableSequence());
            position = new Position(ack.getPosition());
            changed.signalAll();
            return pending.acknowledged(ack);
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return pending.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The writer is over, for the first reason given; what was on its way fails with this one. */
    void over(TidemarkException reason) {
        List<CompletableFuture<AppendResult>> abandoned;
        lock.lock();
        try {
            end = end == null ? reason : end;
            stream = null;
            abandoned = pending.abandon();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        abandoned.forEach(future -> future.completeExceptionally(reason));
    }

    private void throwIfClosed() {
        throwIfOver();
        if (closing) {
            throw closed();
        }
    }

    private void throwIfOver() {
        if (end != null) {
            throw end;
        }
    }

    TidemarkException closed() {
        return TidemarkException.of(
                Status.Code.CANCELLED, "WRITER_CLOSED", "the writer " + writerId + " is closed: open another");
    }

    private void await() {
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TidemarkException.of(Status.Code.CANCELLED, "INTERRUPTED", "interrupted while waiting for a writer");
        }
    }
}
