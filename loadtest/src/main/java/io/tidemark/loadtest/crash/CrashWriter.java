package io.tidemark.loadtest.crash;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.OpenWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One writer during one life of the server: asks how far it had come, sends the batch before that once more (it must change
 * nothing), and goes on until the server is gone. Acknowledgements are noted before anything else is done with them.
 */
final class CrashWriter implements StreamObserver<IngestResponse> {

    private static final long OPEN_SECONDS_MAX = 60;

    private final CrashPlan plan;
    private final int writer;
    private final AckRecord record;
    private final Semaphore window;
    private final CompletableFuture<Long> opened = new CompletableFuture<>();
    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final StreamObserver<IngestRequest> requests;
    private long settled;
    private volatile long sent;

    CrashWriter(Channel channel, CrashPlan plan, int writer, AckRecord record) {
        this.plan = plan;
        this.writer = writer;
        this.record = record;
        this.window = new Semaphore(plan.inFlightMax());
        this.requests = IngestServiceGrpc.newStub(channel).ingest(this);
        requests.onNext(IngestRequest.newBuilder()
                .setOpen(OpenWriter.newBuilder().setWriterId("crash-" + writer))
                .build());
    }

    /** The last sequence that the server says is durable. */
    long durableAtOpening() {
        try {
            return opened.get(OPEN_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("writer " + writer + " was not opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends until the stream ends; the last sequence that went out is what {@link #sent} tells. */
    void sendUntilGone(Population population, long startMillis) {
        long durable = durableAtOpening();
        try {
            for (long sequence = Math.max(1, durable); !ended.isDone(); sequence++) {
                CrashBatch batch = CrashBatch.of(plan, writer, sequence);
                window.acquire();
                // Before it goes out: what was sent is never less than what may have arrived.
                sent = Math.max(sent, sequence);
                requests.onNext(IngestRequest.newBuilder()
                        .setBatch(batch.message(population, writer * plan.components(), startMillis))
                        .build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A stream that is gone does not take more; the end is told by the observer.
            ended.complete(e);
        }
    }

    /** Waits until the stream has ended: no acknowledgement comes after it. */
    void awaitEnd() {
        ended.join();
    }

    /** The highest sequence that was handed to the stream; 0 when none was. */
    long sent() {
        return sent;
    }

    @Override
    public void onNext(IngestResponse response) {
        if (response.hasOpened()) {
            settled = Math.max(0, response.getOpened().getLastDurableSequence() - 1);
            opened.complete(response.getOpened().getLastDurableSequence());
            return;
        }
        long durable = response.getAck().getDurableSequence();
        record.add(writer, durable);
        if (durable > settled) {
            window.release((int) (durable - settled));
            settled = durable;
        }
    }

    @Override
    public void onError(Throwable broken) {
        opened.completeExceptionally(broken);
        ended.complete(broken);
        window.release(plan.inFlightMax());
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("the server ended the stream"));
    }
}
