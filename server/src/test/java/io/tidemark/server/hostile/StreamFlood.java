package io.tidemark.server.hostile;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.OpenWriter;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingRuns;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * A head-end that does not wait for acknowledgements: on a connection of its own it sends batch after batch, as fast as the
 * connection takes them. Its own channel's thread sends.
 */
final class StreamFlood extends ClientCall.Listener<IngestResponse> implements AutoCloseable {

    private final ManagedChannel channel;
    private final ClientCall<IngestRequest, IngestResponse> call;
    private final int batches;
    private final IntFunction<ReadingRuns> content;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean hasBegun;
    private boolean isHalfClosed;
    private int sent;
    private long sentBytes;
    private long durableSequence;
    private long stored;

    /**
     * Opens the writer, and waits until it is open; sends from {@link #begin} on.
     *
     * @param batches how many it has to send
     * @param content what is in them, from 0 on
     */
    StreamFlood(int port, String writer, int batches, IntFunction<ReadingRuns> content) {
        this.batches = batches;
        this.content = content;
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .build();
        call = channel.newCall(IngestServiceGrpc.getIngestMethod(), CallOptions.DEFAULT);
        call.start(this, new Metadata());
        call.request(Integer.MAX_VALUE);
        call.sendMessage(IngestRequest.newBuilder()
                .setOpen(OpenWriter.newBuilder().setWriterId(writer))
                .build());
        opened.join();
    }

    /** Sends from now on. */
    synchronized void begin() {
        hasBegun = true;
        send();
    }

    @Override
    public synchronized void onMessage(IngestResponse answer) {
        if (answer.hasOpened()) {
            opened.complete(null);
        } else {
            durableSequence = answer.getAck().getDurableSequence();
            stored += answer.getAck().getAcceptedCount() + answer.getAck().getDuplicateCount();
        }
    }

    @Override
    public synchronized void onReady() {
        send();
    }

    private void send() {
        while (hasBegun && sent < batches && call.isReady()) {
            IngestRequest request = IngestRequest.newBuilder()
                    .setBatch(ReadingBatch.newBuilder().setSequence(sent + 1).setRuns(content.apply(sent)))
                    .build();
            sent++;
            sentBytes += request.getSerializedSize();
            call.sendMessage(request);
        }
        if (hasBegun && sent == batches && !isHalfClosed) {
            isHalfClosed = true;
            call.halfClose();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        if (status.isOk()) {
            done.complete(null);
        } else {
            StatusRuntimeException why = new StatusRuntimeException(status, trailers);
            opened.completeExceptionally(why);
            done.completeExceptionally(why);
        }
    }

    /** Completes when the server has ended the stream, well or not. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** Whether it has more to send, and the connection takes nothing. */
    synchronized boolean isHeldBack() {
        return hasBegun && sent < batches && !call.isReady();
    }

    /** Batches that were given to the connection. */
    synchronized int sent() {
        return sent;
    }

    /** Bytes of them. */
    synchronized long sentBytes() {
        return sentBytes;
    }

    synchronized long durableSequence() {
        return durableSequence;
    }

    /** Readings of which the server said that it has them: now taken, or there already. */
    synchronized long stored() {
        return stored;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
