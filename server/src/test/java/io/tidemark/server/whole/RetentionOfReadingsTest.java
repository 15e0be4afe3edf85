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
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetentionOfReadingsTest {

    private static final Clock NOVEMBER = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final List<Instant> WRITTEN = List.of(
            Instant.parse("2026-01-15T00:00:00Z"),
            Instant.parse("2026-08-31T23:59:00Z"),
            Instant.parse("2026-09-01T00:00:00Z"),
            Instant.parse("2026-11-20T00:00:00Z"));
    private static final Instant KEPT_FROM = Instant.parse("2026-09-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void months_older_than_asked_for_go_whole_a_query_says_so_and_they_stay_gone() throws Exception {
        TidemarkServer server = server(0);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            write(client);
            assertThat(times(client, WRITTEN.get(0))).isEqualTo(WRITTEN);
        } finally {
            server.stop();
        }
        for (int monthsKept : new int[] {2, 0}) {
            server = server(monthsKept);
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                assertThat(times(client, KEPT_FROM)).isEqualTo(WRITTEN.subList(2, 4));
                assertThatThrownBy(() -> times(client, KEPT_FROM.minusMillis(1)))
                        .isInstanceOfSatisfying(TidemarkException.class, refused -> {
                            assertThat(refused.reason()).isEqualTo("BEFORE_RETENTION");
                            assertThat(refused.details()).containsEntry("limit_value", KEPT_FROM.toString());
                        });
                assertThat(client.appends()
                                .append(List.of(reading(WRITTEN.get(0))))
                                .getRejectedList())
                        .hasSize(1);
            } finally {
                server.stop();
            }
        }
    }

    private TidemarkServer server(int monthsKept) throws Exception {
        Path settings = Files.writeString(
                directory.resolve("server.conf"), """
                tidemark.port = 0
                tidemark.dataDirectory = "%s"
                tidemark.store.bytesMax = 256 MiB
                tidemark.store.retentionMonths = %d
                tidemark.journal.segmentBytes = 1 MiB
                tidemark.journal.recordBytesMax = 512 KiB
                tidemark.ingest.requestBytesMax = 256 KiB
                tidemark.ingest.groupBytesMax = 256 KiB
                """.formatted(directory.resolve("store"), monthsKept));
        return new TidemarkServer(ServerConfig.load(settings), NOVEMBER);
    }

    private static void write(TidemarkClient client) {
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
        client.appends()
                .append(WRITTEN.stream().map(RetentionOfReadingsTest::reading).toList());
    }

    private static Reading reading(Instant at) {
        return Reading.newBuilder()
                .setComponent("mc")
                .setTime(Times.timestamp(at))
                .setValue(1)
                .build();
    }

    private static List<Instant> times(TidemarkClient client, Instant from) {
        return client
                .readings()
                .read(Select.ids("mc"), Times.range(from, Instant.parse("2026-12-01T00:00:00Z")))
                .list(10)
                .stream()
                .flatMap(series -> java.util.Arrays.stream(series.timesMillis()).mapToObj(Instant::ofEpochMilli))
                .toList();
    }
}
