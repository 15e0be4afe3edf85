package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.Entities;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.Times;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that refuses once, at a write, a force or a mark, as a client sees it. */
@Timeout(60)
@TortureRow("failing-calls")
class FailedForceTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_WRITE", "BEFORE_FORCE", "BEFORE_MARK"})
    void a_refusal_of_the_device_ends_all_acknowledgements_until_a_restart_and_loses_none(Step refusing)
            throws Exception {
        AtomicBoolean refuses = new AtomicBoolean();
        TidemarkServer server = server(step -> {
            if (step == refusing && refuses.compareAndSet(true, false)) {
                throw new IllegalStateException("the device refused");
            }
        });
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            client.registry()
                    .upsert(List.of(
                            Entities.of(MeasuringComponentType.newBuilder()
                                    .setId("level")
                                    .setKind(ComponentKind.SCALAR)
                                    .build()),
                            Entities.of(MeasuringComponent.newBuilder()
                                    .setId("mc")
                                    .setType("level")
                                    .build())));
            append(client, 0);
            refuses.set(true);
            // The device refuses once only; what was promised before it must not be promised again by chance.
            for (int attempt = 1; attempt <= 3; attempt++) {
                int second = attempt;
                assertThatThrownBy(() -> append(client, second))
                        .isInstanceOfSatisfying(
                                TidemarkException.class,
                                refused -> assertThat(refused.reason()).isEqualTo("JOURNAL_FAILED"));
                assertThat(count(client)).isEqualTo(1);
            }
        } finally {
            server.stop();
        }
        server = server(Steps.NONE);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            // The first that was refused may have reached the file, whole; those behind it never did.
            assertThat(count(client)).isBetween(1L, 2L);
            append(client, 10);
            assertThat(count(client)).isBetween(2L, 3L);
        } finally {
            server.stop();
        }
        Torture.tried(1, 1);
    }

    private static void append(TidemarkClient client, int second) {
        client.appends()
                .append(List.of(Reading.newBuilder()
                        .setComponent("mc")
                        .setTime(Times.timestamp(START.plusSeconds(second)))
                        .setValue(second)
                        .build()));
    }

    private static long count(TidemarkClient client) {
        return client.readings().read(Select.ids("mc"), Times.range(START, START.plusSeconds(3_600))).list(10).stream()
                .mapToLong(series -> series.size())
                .sum();
    }

    private TidemarkServer server(Steps steps) throws Exception {
        Path settings = Files.writeString(directory.resolve("server.conf"), """
                tidemark.port = 0
                tidemark.dataDirectory = "%s"
                tidemark.store.bytesMax = 256 MiB
                tidemark.monitoring.tickSeconds = 0
                tidemark.journal.segmentBytes = 1 MiB
                tidemark.journal.recordBytesMax = 512 KiB
                tidemark.ingest.requestBytesMax = 256 KiB
                tidemark.ingest.groupBytesMax = 256 KiB
                """.formatted(directory.resolve("store")));
        return new TidemarkServer(ServerConfig.load(settings), Clock.systemUTC(), steps);
    }
}
