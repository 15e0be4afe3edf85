package io.tidemark.server.whole;

import io.grpc.ManagedChannel;
import io.tidemark.server.TidemarkServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a test's own server ends. */
public final class StoppedServer {

    private StoppedServer() {}

    /** Lets the channel go and stops the server; a thread that is interrupted meanwhile stays so. */
    public static void stop(TidemarkServer server, ManagedChannel channel) {
        channel.shutdownNow();
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
