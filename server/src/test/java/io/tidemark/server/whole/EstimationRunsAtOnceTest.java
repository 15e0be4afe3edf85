package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.client.Entities;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationRunState;
import io.tidemark.v1.EstimationServiceGrpc;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs beside each other: one that nobody reads keeps its components, and the schedule's begins by itself. */
class EstimationRunsAtOnceTest {

    private static final int COMPONENTS = 3_000;

    @TempDir
    private Path directory;

    private static void register(TidemarkClient client) {
        client.registry()
                .upsert(List.of(Entities.of(MeasuringComponentType.newBuilder()
                        .setId("register")
                        .setKind(ComponentKind.SCALAR)
                        .build())));
        List<Entity> components = new ArrayList<>();
        for (int i = 0; i < COMPONENTS; i++) {
            // long ids make the answer larger than what a reader takes unasked
            components.add(Entities.of(MeasuringComponent.newBuilder()
                    .setId(String.format("component-%0100d", i))
                    .setType("register")
                    .build()));
        }
        for (int from = 0; from < COMPONENTS; from += 500) {
            client.registry().upsert(components.subList(from, from + 500));
        }
    }

    private static EstimationRun await(TidemarkClient client, Predicate<EstimationRun> wanted) {
        while (true) {
            for (EstimationRun run : client.estimation().runs(10)) {
                if (wanted.test(run)) {
                    return run;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static EstimationRun run(TidemarkClient client) {
        List<RunEstimationResponse> pieces = client.estimation()
                .run(RunEstimationRequest.newBuilder()
                        .setSelection(Select.all())
                        .build())
                .list(100);
        return pieces.get(pieces.size() - 1).getSummary();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_run_that_nobody_reads_keeps_its_components_until_it_is_cancelled(boolean byCall) {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            register(client);
            ManagedChannel channel = NettyChannelBuilder.forTarget(server.address())
                    .usePlaintext()
                    .flowControlWindow(1 << 16)
                    .build();
            try {
                ClientCall<RunEstimationRequest, RunEstimationResponse> unread =
                        channel.newCall(EstimationServiceGrpc.getRunEstimationMethod(), CallOptions.DEFAULT);
                unread.start(new ClientCall.Listener<>() {}, new Metadata());
                unread.sendMessage(RunEstimationRequest.newBuilder()
                        .setSelection(Select.all())
                        .build());
                unread.halfClose();
                EstimationRun first = await(client, run -> run.getState() == EstimationRunState.RUNNING);

                TidemarkException refused = catchThrowableOfType(TidemarkException.class, () -> run(client));
                assertThat(refused.code()).isEqualTo(Status.Code.ABORTED);
                assertThat(refused.reason()).isEqualTo("RUN_IN_PROGRESS");
                assertThat(refused.details()).containsEntry("run", Long.toString(first.getRun()));

                if (byCall) {
                    client.estimation().cancel(first.getRun());
                } else {
                    unread.cancel("enough", null);
                }
                await(client, run -> run.getRun() == first.getRun() && run.getState() == EstimationRunState.CANCELLED);
                EstimationRun next = run(client);
                assertThat(next.getState()).isEqualTo(EstimationRunState.COMPLETED);
                assertThat(next.getScanned()).isEqualTo(COMPONENTS);
                assertThat(next.getSkippedNoHorizon()).isEqualTo(COMPONENTS);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void the_schedule_begins_a_run_at_its_time_of_day() throws Exception {
        Path settings = Files.writeString(directory.resolve("server.conf"), """
                tidemark.port = 0
                tidemark.dataDirectory = "%s"
                tidemark.store.bytesMax = 64 MiB
                tidemark.journal.segmentBytes = 1 MiB
                tidemark.journal.recordBytesMax = 512 KiB
                tidemark.ingest.requestBytesMax = 256 KiB
                tidemark.ingest.groupBytesMax = 512 KiB
                tidemark.estimation.timeOfDay = "03:30"
                tidemark.estimation.zone = "Asia/Kathmandu"
                """.formatted(directory.resolve("store")));
        Instant due = Instant.parse("2026-03-01T21:45:00Z");
        Clock justBefore = Clock.offset(
                Clock.systemUTC(), Duration.between(Instant.now(), due).minusMillis(500));
        TidemarkServer server = new TidemarkServer(ServerConfig.load(settings), justBefore);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            EstimationRun run = await(client, EstimationRun::getScheduled);
            assertThat(run.getProcessMillis()).isEqualTo(due.toEpochMilli());
        } finally {
            server.stop();
        }
    }
}
