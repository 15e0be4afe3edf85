package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.WriterOpened;
import java.util.ArrayDeque;

/**
 * A head-end's stream: opens its writer, takes batches in by sequence, and acknowledges them cumulatively.
 *
 * <p>Requests come on gRPC's thread for the stream, one at a time; acknowledgements on the writer thread; readiness on
 * either. The session's own lock holds them apart; the sink is called under it.
 */
public final class WriterSession {

    /** Where a session's answers go. Called one at a time. */
    public interface Sink {

        /** Whether the other side takes more; when it does again, {@link WriterSession#ready} is called. */
        boolean isReady();

        /** Answers the opening. */
        void opened(WriterOpened opened);

        /** Sends an acknowledgement. */
        void ack(BatchAck ack);

        /** Reads so many more requests of the sender's. */
        void grant(int requests);

        /** Ends the stream with an error. */
        void refuse(RuntimeException refusal);

        /** Ends the stream well. */
        void complete();
    }

    private final IngestRoom room;
    private final Sink sink;
    private final FrameBuffers buffers;
    private final ArrayDeque<StreamBatch> free = new ArrayDeque<>();
    private final AckCollector acks = new AckCollector();
    private String writerId;
    private boolean isOpen;
    private volatile boolean isEnded;
    private boolean isHalfClosed;
    private long expectedSequence;
    private long durableSequence;
    private int inFlight;
    private final BatchCredit credit;

    /** A session whose stream has just begun. */
    public WriterSession(IngestRoom room, FrameBuffers buffers, Sink sink) {
        this.room = room;
        this.buffers = buffers;
        this.sink = sink;
        this.credit = new BatchCredit(room.limits().batchesInFlightMax(), room.log()::isBusy, sink::grant);
    }

    /** The first request: who writes. */
    public synchronized void open(String writer) {
        if (isEnded) {
            return;
        }
        if (writerId != null) {
            end(Refusal.of(
                    Refusal.Kind.FAILED_PRECONDITION,
                    "ALREADY_OPEN",
                    "the stream has opened writer '" + writerId + "' already; open another on a stream of its own"));
            return;
        }
        int length = writer.codePointCount(0, writer.length());
        if (length == 0 || length > room.limits().writerIdLengthMax()) {
            end(Refusal.invalid(
                    "BAD_WRITER_ID",
                    "open.writer_id",
                    writer,
                    "it needs 1 to " + room.limits().writerIdLengthMax() + " characters"));
            return;
        }
        writerId = writer;
        room.sessions().takeOver(writer, this);
        room.log().submit(new Opening());
    }

    /**
     * A batch.
     *
     * @param bytes holds the {@code ReadingBatch}; the session gives the array back to the pool when it is done
     */
    public synchronized void batch(byte[] bytes, int offset, int length) {
        if (isEnded || !isOpen) {
            buffers.release(bytes);
            if (!isEnded) {
                end(Refusal.of(
                        Refusal.Kind.FAILED_PRECONDITION,
                        "NOT_OPEN",
                        "the first request of a stream opens the writer; send it, and wait for its answer"));
            }
            return;
        }
        StreamBatch entry = free.isEmpty() ? new StreamBatch() : free.poll();
        entry.buffer = bytes;
        try {
            BatchDecoder.decode(bytes, offset, length, entry.view);
            long sequence = entry.view.sequence();
            if (sequence > 0 && sequence < expectedSequence) {
                recycle(entry);
                acks.repeat(sequence <= durableSequence);
                flush();
                credit.arrived();
                credit.told(1);
                return;
            }
            check(entry);
            entry.prepare(
                    writerId,
                    room.limits().latestMillis(room.clock().millis()),
                    room.memoryNeed().promise(entry.view));
        } catch (Refusal refusal) {
            recycle(entry);
            end(refusal);
            return;
        }
        expectedSequence++;
        inFlight++;
        room.log().submit(entry);
        if (!isEnded) {
            credit.arrived();
        }
    }

    private void check(StreamBatch entry) {
        long sequence = entry.view.sequence();
        if (sequence != expectedSequence) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            "SEQUENCE_SKIPPED",
                            "batch.sequence is " + Long.toUnsignedString(sequence) + " and " + expectedSequence
                                    + " comes next; open the stream again and go on from the last durable sequence it names")
                    .with("field", "batch.sequence")
                    .with("value", Long.toUnsignedString(sequence))
                    .with("expected_sequence", expectedSequence);
        }
        int size = Math.max(entry.view.rows(), entry.view.values());
        if (size > room.limits().batchReadingsMax()) {
            throw Refusal.invalid(
                            "BATCH_TOO_LARGE",
                            "batch",
                            size + " readings",
                            "a batch holds at most " + room.limits().batchReadingsMax() + "; cut it in two")
                    .with("limit", "ingest.batchReadingsMax")
                    .with("limit_value", room.limits().batchReadingsMax());
        }
    }

    /** The sender has sent everything; the stream ends when all of it is acknowledged. */
    public synchronized void halfClose() {
        isHalfClosed = true;
        flush();
        completeWhenDone();
    }

    /** The stream is gone. Batches that are on their way are still stored, or not at all. */
    public synchronized void cancelled() {
        leave();
    }

    /** The other side takes answers again. */
    public synchronized void ready() {
        flush();
        completeWhenDone();
    }

    synchronized void takenOver() {
        end(Refusal.of(
                        Refusal.Kind.ABORTED,
                        "WRITER_TAKEN_OVER",
                        "another stream has opened writer '" + writerId
                                + "'; a writer has one stream at a time, so give each sender an id of its own")
                .with("writer_id", writerId));
    }

    /** Ends the stream with an error. */
    public synchronized void end(RuntimeException refusal) {
        if (!isEnded) {
            leave();
            sink.refuse(refusal);
        }
    }

    private void leave() {
        if (!isEnded) {
            isEnded = true;
            if (writerId != null) {
                room.sessions().ended(writerId, this);
            }
        }
    }

    private void flush() {
        if (!isEnded && acks.isPending() && sink.isReady()) {
            int batches = acks.take(durableSequence, room.tokens(), sink::ack);
            credit.told(batches);
        }
    }

    private void completeWhenDone() {
        if (isHalfClosed && !isEnded && inFlight == 0 && !acks.isPending() && (isOpen || writerId == null)) {
            leave();
            sink.complete();
        }
    }

    private void recycle(StreamBatch entry) {
        buffers.release(entry.buffer);
        entry.buffer = null;
        free.add(entry);
    }

    /** Asks, in the order of things, how far the writer has come. */
    private final class Opening extends LogEntry {

        private long lastSequence;
        private Refusal refusal;

        @Override
        protected int payloadBytes() {
            return 0;
        }

        @Override
        protected void write(Journal journal) {
            throw new IllegalStateException("an opening has no record");
        }

        @Override
        protected void apply(State state) {
            lastSequence = state.writers().lastSequence(writerId);
            if (!state.writers().hasRoomFor(writerId)) {
                refusal = Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "TOO_MANY_WRITERS",
                        "the store remembers 1000000 writers already; write under an id that wrote before");
            }
        }

        @Override
        protected void acknowledge(long position) {
            synchronized (WriterSession.this) {
                if (isEnded) {
                    return;
                }
                if (refusal != null) {
                    end(refusal);
                    return;
                }
                isOpen = true;
                durableSequence = lastSequence;
                acks.start(position);
                expectedSequence = lastSequence + 1;
                sink.opened(WriterOpened.newBuilder()
                        .setLastDurableSequence(lastSequence)
                        .setPosition(room.tokens().of(position))
                        .setBatchReadingsMax(room.limits().batchReadingsMax())
                        .setRequestBytesMax(room.limits().requestBytesMax())
                        .setBatchesInFlightMax(room.limits().batchesInFlightMax())
                        .build());
                credit.told(0);
                completeWhenDone();
            }
        }

        @Override
        protected void fail(RuntimeException why) {
            end(why);
        }
    }

    /** A batch of this stream. */
    private final class StreamBatch extends BatchEntry {

        private byte[] buffer;

        StreamBatch() {
            super(room.memoryBudget());
        }

        @Override
        protected boolean isAbandoned() {
            return isEnded;
        }

        @Override
        protected boolean isLetIn() {
            return true;
        }

        @Override
        protected void settle(long position) {
            synchronized (WriterSession.this) {
                durableSequence = view.sequence();
                inFlight--;
                acks.add(position, view.sequence(), view.kind(), outcome);
                recycle(this);
            }
        }

        @Override
        protected void acknowledge(long position) {
            synchronized (WriterSession.this) {
                flush();
                completeWhenDone();
            }
        }

        @Override
        protected void fail(RuntimeException why) {
            givePromiseBack();
            synchronized (WriterSession.this) {
                inFlight--;
                recycle(this);
                end(why);
            }
        }
    }
}
