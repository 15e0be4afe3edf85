package io.tidemark.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Answers unary calls when a future completes, with the status of whatever went wrong. */
final class Replies {

    private Replies() {}

    /** Answers when the future completes, on its thread. A call that ended before then gets nothing. */
    static <A> void later(StreamObserver<A> out, CompletableFuture<A> future) {
        if (out instanceof ServerCallStreamObserver<A> call) {
            // Without a handler, answering a cancelled call throws.
            call.setOnCancelHandler(() -> {});
        }
        future.whenComplete((answer, failed) -> {
            if (failed != null) {
                out.onError(Errors.toStatus(failed));
            } else {
                out.onNext(answer);
                out.onCompleted();
            }
        });
    }
}
