package io.tidemark.server.grpc;

import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.checkpoint.Checkpointer;
import io.tidemark.server.ingest.PositionTokens;
import io.tidemark.server.maintenance.Backup;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.AdminServiceGrpc;
import io.tidemark.v1.BackupRequest;
import io.tidemark.v1.BackupResponse;
import io.tidemark.v1.CheckpointRequest;
import io.tidemark.v1.CheckpointResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The operator's service, for callers on this machine. */
public final class AdminGrpc extends AdminServiceGrpc.AdminServiceImplBase {

    private final Backup backup;
    private final PositionTokens tokens;
    private final Executor thread;

    private final Checkpointer checkpointer;

    private AdminGrpc(Backup backup, Checkpointer checkpointer, PositionTokens tokens, Executor thread) {
        this.backup = backup;
        this.checkpointer = checkpointer;
        this.tokens = tokens;
        this.thread = thread;
    }

    /**
     * The service as it is to be offered.
     *
     * @param thread runs what waits for the disk
     */
    public static ServerServiceDefinition definition(
            Backup backup, Checkpointer checkpointer, PositionTokens tokens, Executor thread) {
        return ServerInterceptors.intercept(new AdminGrpc(backup, checkpointer, tokens, thread), new LoopbackOnly());
    }

    @Override
    public void checkpoint(CheckpointRequest request, StreamObserver<CheckpointResponse> responses) {
        Replies.later(responses, CompletableFuture.supplyAsync(this::makeCheckpoint, thread));
    }

    private CheckpointResponse makeCheckpoint() {
        try {
            Checkpointer.Made made = checkpointer
                    .make()
                    .orElseThrow(() -> Refusal.of(
                            Refusal.Kind.ABORTED,
                            "CHECKPOINT_GIVEN_UP",
                            "no checkpoint was made: something but readings changed meanwhile, or the state holds what"
                                    + " checkpoints cannot; the server's log tells. Ask again later"));
            return CheckpointResponse.newBuilder()
                    .setPosition(tokens.of(made.position()))
                    .setBytes(made.bytes())
                    .setSegmentsDeleted(made.segmentsDeleted())
                    .build();
        } catch (IOException failed) {
            throw Refusal.of(
                    Refusal.Kind.FAILED_PRECONDITION,
                    "CHECKPOINT_FAILED",
                    "no checkpoint was made (" + failed + "); the journal is all there. Mend the cause and ask again");
        }
    }

    @Override
    public void backup(BackupRequest request, StreamObserver<BackupResponse> responses) {
        Supplier<Backup.Done> copy = backup.begin(request.getDirectory());
        Replies.later(
                responses,
                CompletableFuture.supplyAsync(copy, thread)
                        .thenApply(done -> BackupResponse.newBuilder()
                                .setPosition(tokens.of(done.position()))
                                .setBytes(done.bytes())
                                .build()));
    }
}
