package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.Times;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file system of a few megabytes, mounted for the test, that really runs full. Left out where a test may not mount. */
@Timeout(120)
@TortureRow("disk-full")
class SmallDiskTest {

    private static final int TIMES = 3;
    private static final int APPENDED_AT_ONCE = 1_000;
    private static final int APPENDS_MAX = 4_000;
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path mount;
    private boolean isMounted;
    private long accepted;

    @BeforeEach
    void aSmallFileSystem() throws IOException, InterruptedException {
        mount = directory.resolve("small");
        Files.createDirectory(mount);
        isMounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", mount.toString());
        assumeTrue(isMounted, "this user may not mount a file system");
    }

    @AfterEach
    void unmounted() throws IOException, InterruptedException {
        if (isMounted) {
            run("umount", "-l", mount.toString());
        }
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @RepeatedTest(TIMES)
    void a_full_disk_refuses_at_once_answers_on_and_takes_readings_again_without_a_restart() throws Exception {
        try (TestServer server = TestServer.start(
                mount,
                "tidemark.journal.segmentBytes = 1 MiB",
                "tidemark.journal.segmentsAhead = 1",
                "tidemark.journal.recordBytesMax = 512 KiB",
                "tidemark.ingest.requestBytesMax = 256 KiB",
                "tidemark.ingest.groupBytesMax = 256 KiB")) {
            server.register(Portfolio.scalars("level"), Portfolio.component("mc", "level"));
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                fill(client);
                long whenFull = accepted;
                assertThat(whenFull).isPositive();
                assertThat(count(client)).isEqualTo(whenFull);
                assertThatThrownBy(() -> append(client))
                        .isInstanceOfSatisfying(
                                TidemarkException.class,
                                refused -> assertThat(refused.reason()).isEqualTo("DISK_FULL"));
                assertThat(count(client)).isEqualTo(whenFull);

                assertThat(run("mount", "-o", "remount,size=16m", mount.toString()))
                        .isTrue();
                append(client);
                append(client);
                assertThat(count(client)).isEqualTo(whenFull + 2 * APPENDED_AT_ONCE);
                fill(client);
                assertThat(accepted).isGreaterThan(whenFull + 2 * APPENDED_AT_ONCE);
            }
            server.restart();
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                assertThat(count(client)).isEqualTo(accepted);
            }
            Torture.tried(1, 2);
        }
    }

    private void fill(TidemarkClient client) {
        for (int i = 0; i < APPENDS_MAX; i++) {
            try {
                append(client);
            } catch (TidemarkException refused) {
                assertThat(refused.reason()).isEqualTo("DISK_FULL");
                return;
            }
        }
        throw new AssertionError("the disk never ran full");
    }

    private void append(TidemarkClient client) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < APPENDED_AT_ONCE; i++) {
            readings.add(Reading.newBuilder()
                    .setComponent("mc")
                    .setTime(Times.timestamp(START.plusMillis(accepted + i)))
                    .setValue(level(accepted + i))
                    .build());
        }
        client.appends().append(readings);
        accepted += APPENDED_AT_ONCE;
    }

    /** A level that does not count up, so that the journal has to hold each. */
    private static double level(long reading) {
        return Math.floorMod(reading * 2_654_435_761L, 1_000_003) / 16.0;
    }

    /** How many there are, each with the value it was sent with. */
    private static long count(TidemarkClient client) {
        long[] count = {0};
        client.readings()
                .read(Select.ids("mc"), Times.range(START, START.plusSeconds(86_400)))
                .forEach(series -> {
                    for (double value : series.values()) {
                        assertThat(value).isEqualTo(level(count[0]++));
                    }
                });
        return count[0];
    }
}
