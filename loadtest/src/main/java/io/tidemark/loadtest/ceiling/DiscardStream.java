package io.tidemark.loadtest.ceiling;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.WriterOpened;

/** One writer's stream: the first request is its opening, every further one a batch, which is acknowledged at once. */
final class DiscardStream implements StreamObserver<Integer> {

    private static final int BATCHES_IN_FLIGHT_MAX = 16;
    private static final int BATCH_READINGS_MAX = 200_000;

    private final ServerCallStreamObserver<IngestResponse> call;
    private boolean isOpen;
    private long sequence;

    DiscardStream(ServerCallStreamObserver<IngestResponse> call) {
        this.call = call;
    }

    @Override
    public void onNext(Integer bytes) {
        if (isOpen) {
            sequence++;
            call.onNext(IngestResponse.newBuilder()
                    .setAck(BatchAck.newBuilder().setDurableSequence(sequence))
                    .build());
            call.request(1);
        } else {
            isOpen = true;
            call.onNext(IngestResponse.newBuilder()
                    .setOpened(WriterOpened.newBuilder()
                            .setBatchesInFlightMax(BATCHES_IN_FLIGHT_MAX)
                            .setBatchReadingsMax(BATCH_READINGS_MAX))
                    .build());
            call.request(BATCHES_IN_FLIGHT_MAX);
        }
    }

    @Override
    public void onError(Throwable broken) {}

    @Override
    public void onCompleted() {
        call.onCompleted();
    }
}
