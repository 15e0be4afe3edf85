package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.Entities;
import io.tidemark.client.Position;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.Times;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.server.maintenance.RestoreCommand;
import io.tidemark.v1.BackupResponse;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadingColumns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A backup is taken while readings come in, and a server starts from what was restored from it. */
@Timeout(120)
class BackupTest {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final int BATCH_READINGS = 100;
    private static final int BATCHES_BEFORE = 20;
    private static final int BATCHES_BETWEEN_CHECKPOINTS = 1_500;

    @TempDir
    private Path directory;

    @Test
    void a_backup_under_load_holds_every_batch_up_to_its_position_and_no_part_of_a_later_one() throws Exception {
        List<Long> restored = new ArrayList<>();
        List<Long> acknowledged = new ArrayList<>();
        TidemarkServer server = server(directory.resolve("store"));
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            register(client);
            int handle = client.registry().handle("mc");
            AtomicBoolean enough = new AtomicBoolean();
            AtomicLong batchesDone = new AtomicLong();
            CountDownLatch begun = new CountDownLatch(BATCHES_BEFORE);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                try (ReadingWriter writer = client.writer("head-end").open()) {
                    for (int batch = 0; !enough.get(); batch++) {
                        writer.append(batch(handle, batch)).join();
                        batchesDone.incrementAndGet();
                        begun.countDown();
                    }
                }
            });
            begun.await();
            for (int i = 0; i < 3; i++) {
                acknowledged.add(batchesDone.get());
                BackupResponse done = client.admin().backup(directory.resolve("backup" + i));
                assertThat(done.getBytes()).isPositive();
                assertThat(client.readings()
                                .read(Select.ids("mc"), Times.range(START, START + 1), new Position(done.getPosition()))
                                .list(10))
                        .hasSize(1);
            }
            enough.set(true);
            load.join();
        } finally {
            server.stop();
        }
        for (int i = 0; i < 3; i++) {
            Path store = directory.resolve("restored" + i);
            assertThat(restore(directory.resolve("backup" + i), store)).contains("restored");
            restored.add(readingsOf(store));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(restored.get(i) % BATCH_READINGS).isZero();
            assertThat(restored.get(i)).isGreaterThanOrEqualTo(acknowledged.get(i) * BATCH_READINGS);
        }
        assertThat(restored).isSorted();
    }

    @Test
    void a_backup_of_a_store_whose_journal_was_cut_behind_checkpoints_is_whole() throws Exception {
        int batches = 3 * BATCHES_BETWEEN_CHECKPOINTS;
        Path checkpoints = directory.resolve("store/checkpoints");
        TidemarkServer server = server(directory.resolve("store"));
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            register(client);
            int handle = client.registry().handle("mc");
            int segmentsDeleted = 0;
            try (ReadingWriter writer = client.writer("head-end").open()) {
                for (int batch = 0; batch < batches; batch++) {
                    CompletableFuture<?> append = writer.append(batch(handle, batch));
                    if (batch % BATCHES_BETWEEN_CHECKPOINTS == BATCHES_BETWEEN_CHECKPOINTS - 1) {
                        append.join();
                        segmentsDeleted += client.admin().checkpoint().getSegmentsDeleted();
                    }
                }
            }
            assertThat(segmentsDeleted).isPositive();
            client.admin().backup(directory.resolve("backup"));
            List<Path> files = newestFirst(checkpoints);
            damage(files.get(0));
            client.admin().backup(directory.resolve("backup-of-the-older"));
            damage(files.get(1));
            assertThatThrownBy(() -> client.admin().backup(directory.resolve("backup-of-none")))
                    .isInstanceOfSatisfying(TidemarkException.class, refused -> {
                        assertThat(refused.reason()).isEqualTo("JOURNAL_DAMAGED");
                        assertThat(refused)
                                .hasMessageContaining(files.get(0).getFileName().toString());
                    });
            damage(files.get(0));
            damage(files.get(1));
        } finally {
            server.stop();
        }
        assertThat(readingsOf(directory.resolve("store"))).isEqualTo((long) batches * BATCH_READINGS);
        assertThat(restore(directory.resolve("backup"), directory.resolve("restored")))
                .contains("restored");
        assertThat(readingsOf(directory.resolve("restored"))).isEqualTo((long) batches * BATCH_READINGS);
        assertThat(restore(directory.resolve("backup-of-the-older"), directory.resolve("restored-of-the-older")))
                .contains("restored");
        assertThat(readingsOf(directory.resolve("restored-of-the-older"))).isEqualTo((long) batches * BATCH_READINGS);

        for (Path file : newestFirst(directory.resolve("backup/checkpoints"))) {
            damage(file);
        }
        assertThat(restore(directory.resolve("backup"), directory.resolve("restored-of-none")))
                .contains("the backup is damaged, nothing was copied", "no good checkpoint");
        assertThat(directory.resolve("restored-of-none")).doesNotExist();
    }

    private static List<Path> newestFirst(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /** Flips a bit in the middle; done twice, the file is as it was. */
    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void a_backup_goes_into_a_directory_of_its_own() throws Exception {
        TidemarkServer server = server(directory.resolve("store"));
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            Path used = Files.createDirectory(directory.resolve("used"));
            Files.writeString(used.resolve("something"), "mine");
            assertThatThrownBy(() -> client.admin().backup(used))
                    .isInstanceOfSatisfying(
                            TidemarkException.class,
                            refused -> assertThat(refused.reason()).isEqualTo("DIRECTORY_NOT_EMPTY"));
            assertThatThrownBy(() -> client.admin().backup(directory.resolve("store")))
                    .isInstanceOf(TidemarkException.class);
            assertThat(used).isDirectoryContaining(path -> path.endsWith("something"));
        } finally {
            server.stop();
        }
    }

    @Test
    void a_damaged_backup_is_not_restored_and_a_directory_in_use_is_left_alone() throws Exception {
        TidemarkServer server = server(directory.resolve("store"));
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            register(client);
            client.admin().backup(directory.resolve("backup"));
        } finally {
            server.stop();
        }
        assertThat(restore(directory.resolve("backup"), directory.resolve("store")))
                .contains("is not empty");
        Path storeId = directory.resolve("backup/journal/store.id");
        byte[] bytes = Files.readAllBytes(storeId);
        bytes[20] ^= 1;
        Files.write(storeId, bytes);
        assertThat(restore(directory.resolve("backup"), directory.resolve("restored")))
                .contains("the backup is damaged, nothing was copied", "store.id");
        assertThat(directory.resolve("restored")).doesNotExist();
    }

    private static String restore(Path backup, Path store) {
        StringWriter printed = new StringWriter();
        new CommandLine(new RestoreCommand())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(backup.toString(), store.toString());
        return printed.toString();
    }

    private TidemarkServer server(Path store) throws Exception {
        Path settings = Files.writeString(directory.resolve("server.conf"), """
                tidemark.port = 0
                tidemark.dataDirectory = "%s"
                tidemark.store.bytesMax = 256 MiB
                tidemark.journal.segmentBytes = 1 MiB
                tidemark.journal.recordBytesMax = 512 KiB
                tidemark.ingest.requestBytesMax = 256 KiB
                tidemark.ingest.groupBytesMax = 256 KiB
                """.formatted(store));
        return new TidemarkServer(ServerConfig.load(settings), Clock.systemUTC());
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

    /** Does not count up, so that the journal has to hold each. */
    private static double value(long reading) {
        return Math.floorMod(reading * 2_654_435_761L, 1_000_003) / 16.0;
    }

    private static ReadingColumns batch(int handle, int number) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < BATCH_READINGS; i++) {
            int reading = number * BATCH_READINGS + i;
            columns.addHandle(handle).addTimeMillis(START + reading * 1_000L).addValue(value(reading));
        }
        return columns.build();
    }

    /** Starts a server on a store, checks that its readings are the first that were written, and counts them. */
    private long readingsOf(Path store) throws Exception {
        TidemarkServer server = server(store);
        long[] count = new long[1];
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
            client.readings()
                    .read(Select.ids("mc"), Times.range(START, START + 31L * 86_400_000))
                    .forEach(series -> {
                        for (int i = 0; i < series.size(); i++) {
                            assertThat(series.values()[i]).isEqualTo(value(count[0]++));
                        }
                    });
        } finally {
            server.stop();
        }
        return count[0];
    }
}
