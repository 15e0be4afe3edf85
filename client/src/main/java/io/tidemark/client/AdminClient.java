package io.tidemark.client;

import io.tidemark.v1.AdminServiceGrpc;
import io.tidemark.v1.BackupRequest;
import io.tidemark.v1.BackupResponse;
import io.tidemark.v1.CheckpointRequest;
import io.tidemark.v1.CheckpointResponse;
import java.nio.file.Path;

/** What an operator asks of a server on the same machine. */
public final class AdminClient {

    private final TidemarkClient client;

    AdminClient(TidemarkClient client) {
        this.client = client;
    }

    /**
     * Copies the store into a directory, consistent at one position, while everything else goes on. Waits as long as it
     * takes.
     *
     * @param directory absent or empty, on the server's machine
     * @throws TidemarkException when it was not finished
     */
    public BackupResponse backup(Path directory) {
        BackupRequest request = BackupRequest.newBuilder()
                .setDirectory(directory.toAbsolutePath().normalize().toString())
                .build();
        return TidemarkClient.call(
                () -> AdminServiceGrpc.newBlockingStub(client.channel()).backup(request));
    }

    /**
     * Has a checkpoint made now, so that the next start replays less. Waits as long as it takes.
     *
     * @throws TidemarkException when it was given up or could not be made
     */
    public CheckpointResponse checkpoint() {
        return TidemarkClient.call(() ->
                AdminServiceGrpc.newBlockingStub(client.channel()).checkpoint(CheckpointRequest.getDefaultInstance()));
    }
}
