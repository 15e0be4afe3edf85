package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.process.ServerFailedException;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.server.Tidemark;
import io.tidemark.server.journal.SegmentLayout;
import io.tidemark.server.maintenance.DataFolders;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Reading;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path directory;

    /** The server from this build's class path, with what its jar's manifest would open. */
    static ServerLaunch launch() {
        List<String> flags = new ArrayList<>(ServerLaunch.QUICK_START);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-") || flag.startsWith("--enable-native"))
                .forEach(flags::add);
        return ServerLaunch.ofClassPath(flags, System.getProperty("java.class.path"), Tidemark.class.getName());
    }

    private ServerProcess start() {
        return ServerProcess.start(launch(), directory.resolve("store"), 0, directory.resolve("server.log"));
    }

    private static long readings(ServerProcess server) {
        try (TidemarkClient client = TidemarkClient.connect(server.address())) {
            return client.readings().read(Select.all(), Times.range(NOON, NOON.plusSeconds(86_400))).list(10).stream()
                    .mapToLong(series -> series.size())
                    .sum();
        }
    }

    private static void write(ServerProcess server) {
        try (TidemarkClient client = TidemarkClient.connect(server.address())) {
            client.registry()
                    .upsert(List.of(
                            Entity.newBuilder()
                                    .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                                            .setId("register")
                                            .setKind(ComponentKind.SCALAR))
                                    .build(),
                            Entity.newBuilder()
                                    .setMeasuringComponent(MeasuringComponent.newBuilder()
                                            .setId("mc")
                                            .setType("register"))
                                    .build()));
            client.appends()
                    .append(List.of(Reading.newBuilder()
                            .setComponent("mc")
                            .setTime(Times.timestamp(NOON))
                            .setValue(42)
                            .build()));
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_a_clean_stop_and_after_a_kill() {
        try (ServerProcess server = start()) {
            write(server);
            assertThat(server.stop()).isIn(0, 143);
        }
        try (ServerProcess server = start()) {
            assertThat(readings(server)).isEqualTo(1);
            server.kill();
        }
        try (ServerProcess server = start()) {
            assertThat(readings(server)).isEqualTo(1);
        }
    }

    @Test
    void a_second_server_on_the_same_store_says_why_it_does_not_start() throws Exception {
        try (ServerProcess first = start()) {
            Path log = directory.resolve("second.log");
            assertThatThrownBy(() -> ServerProcess.start(launch(), directory.resolve("store"), 0, log))
                    .isInstanceOf(ServerFailedException.class);
            assertThat(Files.readString(log)).contains("the server cannot start");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void a_damaged_journal_stops_the_start_with_the_file_the_offset_and_what_to_do() throws Exception {
        try (ServerProcess server = start()) {
            write(server);
            server.kill();
        }
        Path segment = DataFolders.journal(directory.resolve("store")).resolve(SegmentLayout.segmentName(0));
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(SegmentLayout.HEADER_BYTES + 20);
            int old = file.read();
            file.seek(SegmentLayout.HEADER_BYTES + 20);
            file.write(old ^ 4);
        }
        Path log = directory.resolve("damaged.log");
        assertThatThrownBy(() -> ServerProcess.start(launch(), directory.resolve("store"), 0, log))
                .isInstanceOf(ServerFailedException.class);
        assertThat(Files.readAllLines(log).stream().filter(line -> line.startsWith("tidemark: ")))
                .singleElement()
                .asString()
                .contains(
                        "the server cannot start",
                        SegmentLayout.segmentName(0),
                        "offset " + SegmentLayout.HEADER_BYTES,
                        "tidemark journal verify",
                        "tidemark journal repair --truncate");
    }
}
