package io.tidemark.server.grpc;

import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.ingest.PositionTokens;
import io.tidemark.server.maintenance.Backup;
import io.tidemark.v1.AdminServiceGrpc;
import io.tidemark.v1.BackupRequest;
import io.tidemark.v1.BackupResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The operator's service, for callers on this machine. */
public final class AdminGrpc extends AdminServiceGrpc.AdminServiceImplBase {

    private final Backup backup;
    private final PositionTokens tokens;
    private final Executor thread;

    private AdminGrpc(Backup backup, PositionTokens tokens, Executor thread) {
        this.backup = backup;
        this.tokens = tokens;
        this.thread = thread;
    }

    /**
     * The service as it is to be offered.
     *
     * @param thread runs what waits for the disk
     */
    public static ServerServiceDefinition definition(Backup backup, PositionTokens tokens, Executor thread) {
        return ServerInterceptors.intercept(new AdminGrpc(backup, tokens, thread), new LoopbackOnly());
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
