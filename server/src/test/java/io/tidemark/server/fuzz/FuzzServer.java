package io.tidemark.server.fuzz;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.BlockingClientCall;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.server.whole.StoppedServer;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.Reading;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server on a small portfolio with readings, every entity of which is called {@link #ID}, for requests to hit upon. */
final class FuzzServer implements AutoCloseable {

    /** What everything is called. */
    static final String ID = "a";

    /** The beginning of the readings. */
    static final Instant READINGS_FROM = Instant.parse("2026-06-01T00:00:00Z");

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final int READINGS = 200;
    private static final int INTERVAL_SECONDS = 900;

    private final TemporaryDirectory directory = TemporaryDirectory.make("tidemark-fuzz-");
    private final LogFaults faults = LogFaults.watch();
    private final TidemarkServer server;
    private final ManagedChannel channel;

    FuzzServer() {
        try {
            Path settings = Files.writeString(directory.path().resolve("server.conf"), """
                    tidemark.port = 0
                    tidemark.dataDirectory = "%s"
                    tidemark.store.bytesMax = 512 MiB
                    tidemark.journal.segmentBytes = 1 MiB
                    tidemark.journal.recordBytesMax = 512 KiB
                    tidemark.ingest.requestBytesMax = 256 KiB
                    tidemark.ingest.groupBytesMax = 512 KiB
                    tidemark.journal.segmentsAhead = 1
                    tidemark.query.positionWaitSecondsMax = 1
                    tidemark.connections.resetsMax = 1000000
                    """.formatted(
                            directory.path().resolve("store")));
            server = new TidemarkServer(ServerConfig.load(settings), Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        register();
        append();
    }

    private void register() {
        UpsertRequest.Builder all = UpsertRequest.newBuilder();
        all.addEntities(Entity.newBuilder().setProvider(Provider.newBuilder().setId(ID)));
        all.addEntities(Entity.newBuilder()
                .setServicePoint(ServicePoint.newBuilder()
                        .setId(ID)
                        .setTimeZone("Europe/Stockholm")
                        .setProvider(ID)));
        all.addEntities(Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                        .setId(ID)
                        .setKind(ComponentKind.INTERVAL)
                        .setAccumulation(Accumulation.CUMULATIVE)
                        .setInterval(Duration.newBuilder().setSeconds(INTERVAL_SECONDS))));
        all.addEntities(Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                        .setId("b")
                        .setKind(ComponentKind.SCALAR)
                        .setAccumulation(Accumulation.CUMULATIVE)));
        all.addEntities(Entity.newBuilder()
                .setDeviceConfiguration(
                        DeviceConfiguration.newBuilder().setId(ID).setDevice(ID)));
        all.addEntities(Entity.newBuilder()
                .setInstallEvent(InstallEvent.newBuilder()
                        .setDeviceConfiguration(ID)
                        .setServicePoint(ID)
                        .setInstalledAt(time(READINGS_FROM))));
        all.addEntities(component(ID, ID));
        all.addEntities(component("b", "b"));
        RegistryServiceGrpc.newBlockingStub(channel).upsert(all.build());
    }

    private static Entity component(String id, String type) {
        return Entity.newBuilder()
                .setMeasuringComponent(
                        MeasuringComponent.newBuilder().setId(id).setType(type).addDeviceConfigurations(ID))
                .build();
    }

    private void append() {
        AppendReadingsRequest.Builder readings = AppendReadingsRequest.newBuilder();
        for (int i = 0; i < READINGS; i++) {
            for (String component : new String[] {ID, "b"}) {
                if (i % 50 != 7) {
                    readings.addReadings(Reading.newBuilder()
                            .setComponent(component)
                            .setTime(time(READINGS_FROM.plusSeconds((long) i * INTERVAL_SECONDS)))
                            .setValue(i));
                }
            }
        }
        IngestServiceGrpc.newBlockingStub(channel).appendReadings(readings.build());
    }

    static Timestamp time(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }

    ManagedChannel channel() {
        return channel;
    }

    /** A folder of this server's own. */
    String ownFolder() {
        return directory.path().resolve("own").toString();
    }

    /** The names of the services it has. */
    List<String> services() throws InterruptedException, StatusException {
        BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> call =
                ServerReflectionGrpc.newBlockingV2Stub(channel).serverReflectionInfo();
        call.write(ServerReflectionRequest.newBuilder().setListServices("").build());
        call.halfClose();
        return call.read().getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
    }

    /** Throws when the server has logged a fault since the last time. */
    void check() {
        faults.check();
    }

    /** Throws when the server is not well any more. */
    void checkHealth() {
        HealthCheckResponse answer = HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(RawCall.ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .check(HealthCheckRequest.getDefaultInstance());
        if (answer.getStatus() != HealthCheckResponse.ServingStatus.SERVING) {
            throw new AssertionError("the server is " + answer.getStatus());
        }
    }

    @Override
    public void close() {
        try {
            StoppedServer.stop(server, channel);
        } finally {
            faults.close();
            directory.close();
        }
    }
}
