package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.AppendResult;
import io.tidemark.client.Entities;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadingColumns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client's writer outlives the server it writes to. */
@Timeout(180)
class WriterOverServerDeathTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final int BATCHES = 300;
    private static final int READINGS = 50;

    @TempDir
    private Path directory;

    private ServerProcess start(int port) {
        return ServerProcess.start(
                ServerProcessTest.launch(), directory.resolve("store"), port, directory.resolve("server.log"));
    }

    @Test
    void a_kill_in_the_middle_costs_no_batch_and_doubles_none() {
        ServerProcess first = start(0);
        int port = Integer.parseInt(first.address().substring(first.address().lastIndexOf(':') + 1));
        try (TidemarkClient client = TidemarkClient.connect(first.address())) {
            register(client);
            int handle = client.registry().handle("mc");
            ReadingWriter writer = client.writer("head-end")
                    .batchesInFlightMax(16)
                    .reconnectFor(Duration.ofMinutes(2))
                    .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
                    .open();
            List<CompletableFuture<AppendResult>> appends = new ArrayList<>();
            for (int i = 0; i < BATCHES / 2; i++) {
                appends.add(writer.append(batch(handle, i)));
            }
            // Some batches of these are durable, some on their way, some not yet sent.
            first.kill();
            try (ServerProcess second = start(port)) {
                for (int i = BATCHES / 2; i < BATCHES; i++) {
                    appends.add(writer.append(batch(handle, i)));
                }
                writer.close();
                for (int i = 0; i < BATCHES; i++) {
                    AppendResult result = appends.get(i).join();
                    assertThat(result.sequence()).isEqualTo(i + 1);
                    assertThat(result.duplicate()).isZero();
                    assertThat(result.rejected()).isEmpty();
                }
                assertThat(readings(client)).isEqualTo((long) BATCHES * READINGS);
                assertThat(second.isAlive()).isTrue();
            }
        } finally {
            first.close();
        }
    }

    private static void register(TidemarkClient client) {
        client.registry()
                .upsert(List.of(
                        Entities.of(MeasuringComponentType.newBuilder()
                                .setId("register")
                                .setKind(ComponentKind.SCALAR)
                                .build()),
                        Entities.of(MeasuringComponent.newBuilder()
                                .setId("mc")
                                .setType("register")
                                .build())));
    }

    private static ReadingColumns batch(int handle, int number) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < READINGS; i++) {
            int reading = number * READINGS + i;
            columns.addHandle(handle).addTimeMillis(START + reading * 1_000L).addValue(reading);
        }
        return columns.build();
    }

    private static long readings(TidemarkClient client) {
        long[] count = new long[1];
        client.readings()
                .read(Select.ids("mc"), Times.range(START, START + 86_400_000L))
                .forEach(series -> {
                    for (int i = 0; i < series.size(); i++) {
                        assertThat(series.timesMillis()[i]).isEqualTo(START + count[0] * 1_000L);
                        assertThat(series.values()[i]).isEqualTo(count[0]++);
                    }
                });
        return count[0];
    }
}
