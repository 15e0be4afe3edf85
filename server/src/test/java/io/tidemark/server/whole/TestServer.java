package io.tidemark.server.whole;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.v1.AdminServiceGrpc;
import io.tidemark.v1.CheckpointRequest;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.Entity;
import io.tidemark.v1.GapsServiceGrpc;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A server over real gRPC whose settings a test chooses, and which can be started again on the same data directory. */
final class TestServer implements AutoCloseable {

    /** What the server takes for the present. */
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final Path settings;
    private TidemarkServer server;
    private ManagedChannel channel;

    private TestServer(Path settings) {
        this.settings = settings;
        open();
    }

    /** Starts a server on an empty or a used directory. */
    static TestServer start(Path directory, String... more) {
        try {
            return new TestServer(Files.writeString(directory.resolve("server.conf"), """
                    tidemark.port = 0
                    tidemark.dataDirectory = "%s"
                    tidemark.store.bytesMax = 256 MiB
                    tidemark.journal.segmentBytes = 4 MiB
                    tidemark.journal.recordBytesMax = 2 MiB
                    tidemark.ingest.requestBytesMax = 1 MiB
                    %s
                    """.formatted(
                            directory.resolve("store"), String.join("\n", more))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds settings for the next start; the later word wins. */
    void settings(String more) {
        try {
            Files.writeString(settings, more + "\n", java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() {
        try {
            server = new TidemarkServer(ServerConfig.load(settings), Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    /** Stops the server and starts another on what it left. */
    void restart() {
        close();
        open();
    }

    /** Lets monitoring do what it does by itself, as at the server's present. */
    void tick() {
        server.monitoring().ticks().tick(NOW.toEpochMilli()).join();
    }

    /** Makes a checkpoint, from which the next start begins. */
    void checkpoint() {
        AdminServiceGrpc.newBlockingStub(channel).checkpoint(CheckpointRequest.getDefaultInstance());
    }

    ManagedChannel channel() {
        return channel;
    }

    int port() {
        return server.port();
    }

    IngestServiceGrpc.IngestServiceBlockingStub ingest() {
        return IngestServiceGrpc.newBlockingStub(channel);
    }

    ReadingsServiceGrpc.ReadingsServiceBlockingStub readings() {
        return ReadingsServiceGrpc.newBlockingStub(channel);
    }

    GapsServiceGrpc.GapsServiceBlockingStub gaps() {
        return GapsServiceGrpc.newBlockingStub(channel);
    }

    DeltasServiceGrpc.DeltasServiceBlockingStub deltas() {
        return DeltasServiceGrpc.newBlockingStub(channel);
    }

    RegistryServiceGrpc.RegistryServiceBlockingStub registry() {
        return RegistryServiceGrpc.newBlockingStub(channel);
    }

    void register(Entity... entities) {
        registry()
                .upsert(UpsertRequest.newBuilder()
                        .addAllEntities(List.of(entities))
                        .build());
    }

    int handle(String component) {
        return registry()
                .resolveComponents(ResolveComponentsRequest.newBuilder()
                        .addComponents(component)
                        .build())
                .getHandles(0);
    }

    @Override
    public void close() {
        StoppedServer.stop(server, channel);
    }
}
