package io.tidemark.server.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.registry.Applied;
import io.tidemark.server.registry.Outcome;
import io.tidemark.server.registry.RegistryWriter;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.UpsertRequest;

/**
 * One stream of bulk upserts. A few requests are on their way at once, so that one is read while another is forced to the
 * device; the client sends no more until answers have gone out, and a client that does not take its answers is asked for
 * nothing.
 *
 * <p>Requests come on the call's thread, outcomes on the registry's; each method takes the monitor.
 */
final class BulkUpsertCall implements StreamObserver<UpsertRequest> {

    /** Requests of one stream that are taken in before the oldest is answered. */
    static final int IN_FLIGHT_MAX = 4;

    private final RegistryWriter writer;
    private final ServerCallStreamObserver<BulkUpsertProgress> out;
    private final Context context = Context.current();
    private final BulkUpsertProgress.Builder progress = BulkUpsertProgress.newBuilder();
    private int inFlight;
    private int toRequest;
    private boolean isHalfClosed;
    private volatile boolean isEnded;

    BulkUpsertCall(RegistryWriter writer, ServerCallStreamObserver<BulkUpsertProgress> out) {
        this.writer = writer;
        this.out = out;
        out.disableAutoRequest();
        out.setOnReadyHandler(this::requestMore);
        out.setOnCancelHandler(() -> isEnded = true);
        out.request(IN_FLIGHT_MAX);
    }

    @Override
    public synchronized void onNext(UpsertRequest request) {
        if (isEnded) {
            return;
        }
        inFlight++;
        writer.submit(request, () -> isEnded || context.isCancelled())
                .whenComplete((applied, failed) -> answer(request.getEntitiesCount(), applied, failed));
    }

    private synchronized void answer(int entities, Applied applied, Throwable failed) {
        inFlight--;
        if (isEnded) {
            return;
        }
        if (failed != null) {
            isEnded = true;
            out.onError(Errors.toStatus(failed));
            return;
        }
        Outcome outcome = applied.outcome();
        out.onNext(progress.setEntitiesCount(progress.getEntitiesCount() + entities)
                .setCreatedCount(progress.getCreatedCount() + outcome.created())
                .setUpdatedCount(progress.getUpdatedCount() + outcome.updated())
                .setUnchangedCount(progress.getUnchangedCount() + outcome.unchanged())
                .setPosition(applied.position())
                .build());
        toRequest++;
        requestMore();
        completeWhenDone();
    }

    private synchronized void requestMore() {
        if (toRequest > 0 && !isEnded && out.isReady()) {
            out.request(toRequest);
            toRequest = 0;
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        isEnded = true;
    }

    @Override
    public synchronized void onCompleted() {
        isHalfClosed = true;
        completeWhenDone();
    }

    private void completeWhenDone() {
        if (isHalfClosed && inFlight == 0 && !isEnded) {
            isEnded = true;
            out.onCompleted();
        }
    }
}
