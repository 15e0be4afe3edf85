package io.tidemark.server.monitoring;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.server.whole.StoppedServer;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A whole server on a directory of the test's, asked over gRPC. It does nothing by itself but deliver messages. */
final class WatchedServer implements AutoCloseable {

    private static final long WAIT_SECONDS_MAX = 60;

    private final Path directory;
    private final TidemarkServer server;
    private final ManagedChannel channel;

    WatchedServer(Path directory, String settings) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(
                    directory.resolve("server.conf"), """
                    tidemark.port = 0
                    tidemark.dataDirectory = "%s"
                    tidemark.store.bytesMax = 128 MiB
                    tidemark.journal.segmentBytes = 1 MiB
                    tidemark.journal.recordBytesMax = 256 KiB
                    tidemark.journal.bufferBytes = 256 KiB
                    tidemark.ingest.requestBytesMax = 128 KiB
                    tidemark.monitoring.tickSeconds = 0
                    tidemark.monitoring.outbox.backoffSecondsMin = 1
                    %s
                    """.formatted(directory.resolve("store"), settings));
            server = new TidemarkServer(ServerConfig.load(file), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    MonitoringServiceGrpc.MonitoringServiceBlockingStub monitoring() {
        return MonitoringServiceGrpc.newBlockingStub(channel).withDeadlineAfter(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    }

    IngestServiceGrpc.IngestServiceBlockingStub ingest() {
        return IngestServiceGrpc.newBlockingStub(channel).withDeadlineAfter(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Components of one provider at one service point, hourly, due by six the next day, of which nothing ever came. */
    void register(String provider, String servicePoint, String... components) {
        UpsertRequest.Builder request = UpsertRequest.newBuilder()
                .addEntities(Entity.newBuilder()
                        .setProvider(Provider.newBuilder().setId(provider).setName("Grid " + provider)))
                .addEntities(Entity.newBuilder()
                        .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                                .setId("hourly")
                                .setKind(ComponentKind.INTERVAL)
                                .setInterval(Duration.newBuilder().setSeconds(3_600))))
                .addEntities(Entity.newBuilder()
                        .setServicePoint(ServicePoint.newBuilder()
                                .setId(servicePoint)
                                .setTimeZone("Europe/Stockholm")
                                .setProvider(provider)))
                .addEntities(Entity.newBuilder()
                        .setDeviceConfiguration(DeviceConfiguration.newBuilder()
                                .setId("dc-" + servicePoint)
                                .setDevice("meter-" + servicePoint)))
                .addEntities(Entity.newBuilder()
                        .setInstallEvent(InstallEvent.newBuilder()
                                .setDeviceConfiguration("dc-" + servicePoint)
                                .setServicePoint(servicePoint)
                                .setInstalledAt(at("2024-01-31T22:00:00Z"))
                                .setRemovedAt(at("2024-02-01T02:00:00Z"))));
        for (String component : components) {
            request.addEntities(Entity.newBuilder()
                    .setMeasuringComponent(MeasuringComponent.newBuilder()
                            .setId(component)
                            .setType("hourly")
                            .addDeviceConfigurations("dc-" + servicePoint)
                            .setCadence("P1D")
                            .setDueAfter("PT6H")));
        }
        register(request.build());
    }

    void register(UpsertRequest request) {
        RegistryServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(WAIT_SECONDS_MAX, TimeUnit.SECONDS)
                .upsert(request);
    }

    /** Lets monitoring do what it does by itself, as at an instant. */
    void tick(long nowMillis) {
        server.monitoring().ticks().tick(nowMillis).join();
    }

    List<ReviewChunk> review(String month, String at) {
        List<ReviewChunk> chunks = new ArrayList<>();
        monitoring()
                .review(ReviewRequest.newBuilder()
                        .setMonth(month)
                        .setAt(at(at))
                        .setBy("test")
                        .build())
                .forEachRemaining(chunks::add);
        return chunks;
    }

    List<OutboxMessage> messages() {
        List<OutboxMessage> messages = new ArrayList<>();
        monitoring()
                .listMessages(
                        ListMessagesRequest.newBuilder().setWithLines(true).build())
                .forEachRemaining(piece -> messages.addAll(piece.getMessagesList()));
        return messages;
    }

    static Timestamp at(String instant) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(instant).getEpochSecond())
                .build();
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Copies what a crash at this moment would leave. */
    Path crashed(Path to) {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve("store")
                        .resolve(directory.resolve("store").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    @Override
    public void close() {
        StoppedServer.stop(server, channel);
    }
}
