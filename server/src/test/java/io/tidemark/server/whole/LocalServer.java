package io.tidemark.server.whole;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.client.scenario.ScenarioServer;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The whole server inside this process, on a temporary store and a port of its own. */
final class LocalServer implements ScenarioServer {

    private final TemporaryDirectory directory = TemporaryDirectory.make("tidemark-test-");
    private final TidemarkServer server;
    private final ManagedChannel channel;

    private LocalServer() throws IOException {
        Path settings = Files.writeString(directory.path().resolve("server.conf"), """
                tidemark.port = 0
                tidemark.dataDirectory = "%s"
                tidemark.store.bytesMax = 256 MiB
                tidemark.journal.segmentBytes = 1 MiB
                tidemark.journal.recordBytesMax = 512 KiB
                tidemark.ingest.requestBytesMax = 256 KiB
                tidemark.ingest.groupBytesMax = 512 KiB
                tidemark.journal.segmentsAhead = 1
                """.formatted(
                        directory.path().resolve("store")));
        server = new TidemarkServer(ServerConfig.load(settings), Clock.systemUTC());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    static LocalServer start() {
        try {
            return new LocalServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String whyItEnded() {
        return "";
    }

    @Override
    public void close() {
        try {
            StoppedServer.stop(server, channel);
        } finally {
            directory.close();
        }
    }
}
