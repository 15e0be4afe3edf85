package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.tidemark.client.cli.TidemarkCli;
import io.tidemark.server.journal.SegmentLayout;
import io.tidemark.server.maintenance.DataFolders;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A disk without room for the journal's next segment, from the eyes of those who send, ask and operate. The room is taken
 * by a directory that lies where the segment would be made.
 */
@Timeout(120)
@TortureRow("disk-full")
class FullDiskTest {

    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int READINGS = 600_000;
    private static final long START = Portfolio.millis("2026-05-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.tidemark.server.ingest.DiskRoom");

    @BeforeEach
    void listens() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listensNoMore() {
        Torture.tried(1, 1);
        logger.detachAppender(log);
    }

    private TestServer start() {
        TestServer server = TestServer.start(
                directory,
                "tidemark.journal.segmentBytes = " + SEGMENT_BYTES,
                "tidemark.journal.segmentsAhead = 1",
                "tidemark.journal.recordBytesMax = 512 KiB",
                "tidemark.ingest.requestBytesMax = 256 KiB",
                "tidemark.ingest.groupBytesMax = 256 KiB");
        server.register(Portfolio.scalars("level"), Portfolio.component("mc", "level"));
        return server;
    }

    /** Leaves room for three segments and no more. */
    private Path fillDisk() throws IOException {
        String next = SegmentLayout.segmentName(3L * SEGMENT_BYTES) + ".preparing";
        Path inTheWay = Files.createDirectory(
                DataFolders.journal(directory.resolve("store")).resolve(next));
        return Files.createFile(inTheWay.resolve("full")).getParent();
    }

    private static void makeRoom(Path inTheWay) throws IOException {
        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
    }

    private static long readings(TestServer server) {
        long[] count = {0};
        server.readings()
                .readReadings(ReadReadingsRequest.newBuilder()
                        .setSelection(ComponentSelection.newBuilder().setAll(true))
                        .setRange(Portfolio.range(START, START + 31 * 86_400_000L))
                        .build())
                .forEachRemaining(chunk -> count[0] += chunk.getValueCount());
        return count[0];
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private Path csv() throws IOException {
        List<String> lines = new ArrayList<>(List.of("time,level"));
        for (int i = 0; i < READINGS; i++) {
            lines.add(java.time.Instant.ofEpochMilli(START + i * 1_000L) + "," + level(i));
        }
        return Files.write(directory.resolve("levels.csv"), lines);
    }

    @Test
    void an_import_says_that_the_server_is_out_of_room_waits_and_goes_on_by_itself() throws Exception {
        Path file = csv();
        try (TestServer server = start()) {
            Path inTheWay = fillDisk();
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            CompletableFuture<Integer> status =
                    CompletableFuture.supplyAsync(() -> new TidemarkCli(new PrintWriter(out), new PrintWriter(err))
                            .run(
                                    "import",
                                    file.toString(),
                                    "--time-column=time",
                                    "--column=level=mc",
                                    "--server=127.0.0.1:" + server.port()));
            while (!err.toString().contains("it goes on by itself")) {
                assertThat(status).as("the import; it said %s", err).isNotDone();
                Thread.onSpinWait();
            }
            assertThat(err.toString())
                    .contains("no room for the journal's next segment", "Make room on the data directory's disk")
                    .contains("waiting for room, for up to 60 min");
            assertThat(readings(server)).isBetween(1L, READINGS - 1L);
            assertThat(server.readings()
                            .readLatest(ReadLatestRequest.newBuilder()
                                    .setSelection(
                                            ComponentSelection.newBuilder().setAll(true))
                                    .build())
                            .hasNext())
                    .isTrue();
            assertThat(server.gaps()
                            .listGaps(ListGapsRequest.newBuilder()
                                    .setSelection(
                                            ComponentSelection.newBuilder().setAll(true))
                                    .setRange(Portfolio.range(START, START + 86_400_000L))
                                    .build())
                            .hasNext())
                    .isTrue();

            makeRoom(inTheWay);
            assertThat(status.join()).isZero();
            assertThat(err.toString()).contains("the server takes readings again, going on");
            assertThat(readings(server)).isEqualTo(READINGS);
            assertThat(logged()).hasSize(2);
            assertThat(logged().get(0)).startsWith("WARN the disk is full: ");
            assertThat(logged().get(1)).startsWith("INFO the disk has room again: ");
        }
    }

    @Test
    void an_import_that_is_to_wait_no_longer_ends_with_what_the_server_said() throws Exception {
        Path file = csv();
        try (TestServer server = start()) {
            fillDisk();
            StringWriter err = new StringWriter();
            int status = new TidemarkCli(new PrintWriter(new StringWriter()), new PrintWriter(err))
                    .run(
                            "import",
                            file.toString(),
                            "--time-column=time",
                            "--column=level=mc",
                            "--wait-for-room=0",
                            "--server=127.0.0.1:" + server.port());
            assertThat(status).isEqualTo(3);
            assertThat(err.toString())
                    .contains("(RESOURCE_EXHAUSTED, DISK_FULL, limit disk space of the data directory)");
        }
    }

    @Test
    void a_stream_ends_with_the_reason_and_goes_on_behind_what_was_acknowledged() throws Exception {
        try (TestServer server = start()) {
            Path inTheWay = fillDisk();
            int handle = server.handle("mc");
            StreamProbe stream = new StreamProbe(server);
            long sequence = stream.open("writer").getLastDurableSequence();
            do {
                sequence++;
                stream.batch(batch(handle, sequence));
            } while (!stream.isRefusedBeforeAck());
            StreamProbe.End end = stream.end();
            assertThat(end.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            ErrorInfo info = end.info();
            assertThat(info.getReason()).isEqualTo("DISK_FULL");
            assertThat(info.getMetadataOrThrow("limit")).isEqualTo("disk space of the data directory");
            assertThat(readings(server)).isEqualTo((sequence - 1) * 5_000);

            makeRoom(inTheWay);
            StreamProbe again = new StreamProbe(server);
            assertThat(again.open("writer").getLastDurableSequence()).isEqualTo(sequence - 1);
            again.batch(batch(handle, sequence));
            assertThat(again.ackThrough(sequence).getAcceptedCount()).isEqualTo(5_000);
            again.cancel();
            server.restart();
            assertThat(readings(server)).isEqualTo(sequence * 5_000);
            assertThat(logged()).hasSize(2);
        }
    }

    /** A level that does not count up, so that the journal has to hold each. */
    private static double level(long i) {
        return Math.floorMod(i * 2_654_435_761L, 1_000_003) / 16.0;
    }

    private static ReadingBatch.Builder batch(int handle, long sequence) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < 5_000; i++) {
            columns.addHandle(handle)
                    .addTimeMillis(START + (sequence * 5_000 + i) * 1_000)
                    .addValue(level(i));
        }
        return ReadingBatch.newBuilder().setSequence(sequence).setColumns(columns);
    }
}
