package io.tidemark.loadtest.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.wire.BatchWriter;
import io.tidemark.loadtest.wire.RequestBytes;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import org.HdrHistogram.Histogram;

/**
 * One writer's stream: at most so many batches unacknowledged, and no more bytes queued in this process than a few
 * batches. One thread sends; acknowledgements come on the channel's thread.
 */
public final class LoadStream extends ClientCall.Listener<IngestResponse> implements AutoCloseable {

    /** Latencies above this count as this, ten minutes in nanoseconds. */
    static final long LATENCY_NANOS_MAX = 600_000_000_000L;

    /** Significant digits of latencies. */
    static final int LATENCY_DIGITS = 3;

    private static final int QUEUED_BYTES_MAX = 1 << 20;

    private static final MethodDescriptor<RequestBytes, IngestResponse> METHOD =
            IngestServiceGrpc.getIngestMethod().toBuilder(
                            new RequestBytes.Marshaller(),
                            IngestServiceGrpc.getIngestMethod().getResponseMarshaller())
                    .build();

    private final ClientCall<RequestBytes, IngestResponse> call;
    private final int inFlightMax;
    private final long[] meantNanos;
    private final Histogram latencies = new Histogram(LATENCY_NANOS_MAX, LATENCY_DIGITS);

    private boolean isOpen;
    private long sentSequence;
    private long durableSequence;
    private AckCounts counts = AckCounts.NONE;
    private TidemarkException failure;
    private boolean isClosed;

    private LoadStream(Channel channel, int inFlightMax) {
        this.call = channel.newCall(METHOD, CallOptions.DEFAULT.withOnReadyThreshold(QUEUED_BYTES_MAX));
        this.inFlightMax = inFlightMax;
        this.meantNanos = new long[inFlightMax + 1];
    }

    /**
     * Opens a writer and waits for the answer.
     *
     * @throws TidemarkException when it is refused or the server is not reached
     */
    public static LoadStream open(Channel channel, String writerId, int inFlightMax) {
        LoadStream stream = new LoadStream(channel, inFlightMax);
        stream.call.start(stream, new Metadata());
        stream.call.request(Integer.MAX_VALUE);
        stream.call.sendMessage(BatchWriter.opening(writerId));
        synchronized (stream) {
            while (!stream.isOpen) {
                stream.await();
            }
        }
        return stream;
    }

    /** The sequence of the next batch. */
    public synchronized long nextSequence() {
        return sentSequence + 1;
    }

    /** The last sequence known to be durable. */
    public synchronized long durableSequence() {
        return durableSequence;
    }

    /**
     * Sends a batch as soon as the window has room.
     *
     * @param batch bears {@link #nextSequence}; may be written anew when this returns
     * @param meant when it was meant to be sent, by {@link System#nanoTime}
     * @throws TidemarkException when the stream has ended
     */
    public void send(RequestBytes batch, long meant) {
        synchronized (this) {
            while (sentSequence - durableSequence >= inFlightMax || !call.isReady()) {
                await();
            }
            checkFailure();
            sentSequence++;
            meantNanos[(int) (sentSequence % meantNanos.length)] = meant;
        }
        call.sendMessage(batch);
    }

    /**
     * Waits until everything sent is acknowledged.
     *
     * @throws TidemarkException when the stream has ended before
     */
    public synchronized void awaitAcknowledged() {
        while (durableSequence < sentSequence) {
            await();
        }
    }

    /** Latencies and counts since the last call; only while nothing is in flight. */
    synchronized AckCounts takeCounts(Histogram into) {
        into.add(latencies);
        return takeCounts();
    }

    /** Counts since the last call; only while nothing is in flight. */
    public synchronized AckCounts takeCounts() {
        latencies.reset();
        AckCounts taken = counts;
        counts = AckCounts.NONE;
        return taken;
    }

    private void await() {
        checkFailure();
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel("interrupted", e);
            throw TidemarkException.from(
                    Status.CANCELLED.withDescription("interrupted").asRuntimeException());
        }
    }

    private void checkFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized void onMessage(IngestResponse message) {
        if (message.hasOpened()) {
            sentSequence = message.getOpened().getLastDurableSequence();
            durableSequence = sentSequence;
            isOpen = true;
        } else {
            long now = System.nanoTime();
            BatchAck ack = message.getAck();
            for (long sequence = durableSequence + 1; sequence <= ack.getDurableSequence(); sequence++) {
                long meant = meantNanos[(int) (sequence % meantNanos.length)];
                latencies.recordValue(Math.min(LATENCY_NANOS_MAX, Math.max(0, now - meant)));
            }
            durableSequence = ack.getDurableSequence();
            counts = counts.plus(ack);
        }
        notifyAll();
    }

    @Override
    public synchronized void onReady() {
        notifyAll();
    }

    @Override
    public synchronized void onClose(Status status, Metadata trailers) {
        isClosed = true;
        Status why = status.isOk() ? Status.UNAVAILABLE.withDescription("the server ended the stream") : status;
        failure = TidemarkException.from(why.asRuntimeException(trailers));
        notifyAll();
    }

    /** Ends the stream in good order and waits for the server's word; one that has failed is let go. */
    @Override
    public void close() {
        call.halfClose();
        synchronized (this) {
            while (!isClosed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    call.cancel("interrupted", e);
                    return;
                }
            }
        }
    }
}
