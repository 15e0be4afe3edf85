package io.tidemark.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.Entity;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.UpsertRequest;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** One bulk upsert: sends as long as few requests are unanswered, and waits for the last answer. */
final class BulkUpserts extends ClientCall.Listener<BulkUpsertProgress> {

    private static final int ENTITIES_A_REQUEST = 1_000;
    private static final int REQUESTS_IN_FLIGHT_MAX = 8;

    private final ClientCall<UpsertRequest, BulkUpsertProgress> call;
    private final Consumer<BulkUpsertProgress> progress;
    private final Semaphore inFlight = new Semaphore(REQUESTS_IN_FLIGHT_MAX);
    private final CompletableFuture<BulkUpsertProgress> done = new CompletableFuture<>();
    private volatile BulkUpsertProgress last = BulkUpsertProgress.getDefaultInstance();

    BulkUpserts(Channel channel, Consumer<BulkUpsertProgress> progress) {
        this.call = channel.newCall(RegistryServiceGrpc.getBulkUpsertMethod(), CallOptions.DEFAULT);
        this.progress = progress;
    }

    BulkUpsertProgress run(Iterator<Entity> entities) {
        call.start(this, new Metadata());
        call.request(Integer.MAX_VALUE);
        try {
            while (entities.hasNext() && !done.isDone()) {
                UpsertRequest.Builder request = UpsertRequest.newBuilder();
                while (entities.hasNext() && request.getEntitiesCount() < ENTITIES_A_REQUEST) {
                    request.addEntities(entities.next());
                }
                inFlight.acquire();
                if (!done.isDone()) {
                    call.sendMessage(request.build());
                }
            }
            if (!done.isDone()) {
                call.halfClose();
            }
            return done.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel("interrupted", e);
            throw TidemarkException.of(Status.Code.CANCELLED, "INTERRUPTED", "interrupted during a bulk upsert");
        } catch (CompletionException e) {
            throw TidemarkException.from(e.getCause());
        } catch (RuntimeException e) {
            call.cancel("the sender failed", e);
            throw e;
        }
    }

    @Override
    public void onMessage(BulkUpsertProgress message) {
        last = message;
        progress.accept(message);
        inFlight.release();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        if (status.isOk()) {
            done.complete(last);
        } else {
            done.completeExceptionally(TidemarkException.from(status.asRuntimeException(trailers)));
        }
        inFlight.release(REQUESTS_IN_FLIGHT_MAX);
    }
}
