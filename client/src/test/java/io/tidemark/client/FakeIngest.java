package io.tidemark.client;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc.IngestServiceImplBase;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.WriterOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * An ingest service that does as a test says: by default it takes batches and keeps silent; the test makes them durable,
 * acknowledges them and breaks the connection when it likes.
 */
public final class FakeIngest extends IngestServiceImplBase {

    /** What a test does with each batch as it arrives. */
    interface OnBatch {
        void arrived(FakeIngest server, ReadingBatch batch);
    }

    private final OnBatch onBatch;
    private final List<ReadingBatch> arrived = new ArrayList<>();
    private final List<Long> durableOnce = new ArrayList<>();
    private long durable;
    private int batchesInFlightMax = 1000;
    private int batchReadingsMax = 1000;
    private int opened;
    private StreamObserver<IngestResponse> stream;

    FakeIngest(OnBatch onBatch) {
        this.onBatch = onBatch;
    }

    static FakeIngest silent() {
        return new FakeIngest((server, batch) -> {});
    }

    static FakeIngest acknowledging() {
        return new FakeIngest((server, batch) -> {
            server.makeDurable(batch.getSequence());
            server.acknowledge();
        });
    }

    FakeIngest takingAtMost(int batchesInFlight, int batchReadings) {
        batchesInFlightMax = batchesInFlight;
        batchReadingsMax = batchReadings;
        return this;
    }

    @Override
    public synchronized StreamObserver<IngestRequest> ingest(StreamObserver<IngestResponse> answers) {
        stream = answers;
        return new StreamObserver<>() {
            @Override
            public void onNext(IngestRequest request) {
                received(answers, request);
            }

            @Override
            public void onError(Throwable failure) {
                ended(answers);
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
                ended(answers);
            }
        };
    }

    private synchronized void ended(StreamObserver<IngestResponse> answers) {
        if (stream == answers) {
            stream = null;
            notifyAll();
        }
    }

    private synchronized void received(StreamObserver<IngestResponse> answers, IngestRequest request) {
        if (stream != answers) {
            return;
        }
        if (request.hasOpen()) {
            opened++;
            answers.onNext(IngestResponse.newBuilder()
                    .setOpened(WriterOpened.newBuilder()
                            .setLastDurableSequence(durable)
                            .setPosition(position())
                            .setBatchReadingsMax(batchReadingsMax)
                            .setRequestBytesMax(4 << 20)
                            .setBatchesInFlightMax(batchesInFlightMax))
                    .build());
        } else {
            arrived.add(request.getBatch());
            onBatch.arrived(this, request.getBatch());
        }
        notifyAll();
    }

    /** Everything up to a sequence counts as forced; those sent before are remembered once. */
    synchronized void makeDurable(long sequence) {
        while (durable < sequence) {
            durableOnce.add(++durable);
        }
    }

    synchronized void setDurable(long sequence) {
        durable = sequence;
    }

    synchronized void acknowledge(BatchReport... reports) {
        if (stream != null) {
            stream.onNext(IngestResponse.newBuilder()
                    .setAck(BatchAck.newBuilder()
                            .setDurableSequence(durable)
                            .setPosition(position())
                            .addAllReports(List.of(reports)))
                    .build());
        }
    }

    /** Ends the stream with a failure. */
    synchronized void breakConnection(RuntimeException failure) {
        StreamObserver<IngestResponse> broken = stream;
        stream = null;
        if (broken != null) {
            broken.onError(failure);
        }
    }

    synchronized void breakConnection() {
        breakConnection(Status.UNAVAILABLE.withDescription("pulled the plug").asRuntimeException());
    }

    private ByteString position() {
        return ByteString.copyFromUtf8("position-" + durable);
    }

    synchronized List<Long> arrivedSequences() {
        return arrived.stream().map(ReadingBatch::getSequence).toList();
    }

    synchronized List<ReadingBatch> arrivedBatches() {
        return List.copyOf(arrived);
    }

    synchronized List<Long> durableSequences() {
        return List.copyOf(durableOnce);
    }

    synchronized int timesOpened() {
        return opened;
    }

    /** Waits until something is so; fails after half a minute. */
    synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain; arrived so far: " + arrivedSequences());
            }
            wait(left);
        }
    }

    void awaitArrived(int batches) throws InterruptedException {
        await(() -> arrived.size() >= batches);
    }
}
