package io.tidemark.server.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.SegmentLayout;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TortureRow("bit-flips")
@Timeout(120)
class CheckpointTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_start_from_a_checkpoint_made_under_load_knows_what_a_replay_of_the_whole_journal_knows(long seed)
            throws IOException {
        String live;
        try (LoadedStore store = LoadedStore.open(directory)) {
            store.register();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 100; i++) {
                store.write(random);
            }
            AtomicBoolean isDone = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                while (!isDone.get()) {
                    store.write(random);
                }
            });
            assertThat(store.checkpointer.make()).isPresent();
            isDone.set(true);
            load.join();
            for (int i = 0; i < 20; i++) {
                store.write(random);
            }
            live = store.image();
        }
        long records;
        try (LoadedStore store = LoadedStore.open(directory)) {
            assertThat(store.image()).isEqualTo(live);
            assertThat(Arrays.stream(store.loaded.capturedAt()).distinct().count())
                    .as("chunks captured at positions of their own")
                    .isGreaterThan(1);
            records = store.recovery.records();
        }
        try (LoadedStore store = LoadedStore.openFromJournalAlone(directory)) {
            assertThat(store.image()).isEqualTo(live);
            assertThat(records).isLessThan(store.recovery.records() - 90);
        }
    }

    @Test
    void the_journal_below_the_older_of_two_checkpoints_goes_and_damage_to_the_newer_costs_nothing()
            throws IOException {
        String live;
        try (LoadedStore store = LoadedStore.open(directory)) {
            store.register();
            SplittableRandom random = new SplittableRandom(7);
            int deleted = 0;
            for (int checkpoint = 0; checkpoint < 4; checkpoint++) {
                for (int i = 0; i < 150; i++) {
                    store.write(random);
                }
                deleted += store.checkpointer.make().orElseThrow().segmentsDeleted();
                assertThat(store.checkpointer.replayBytes()).isLessThan(1 << 12);
                assertThat(store.checkpointer.isDue(1 << 12)).isFalse();
            }
            store.write(random);
            assertThat(deleted).isPositive();
            assertThat(store.journal.firstPosition()).isGreaterThan(SegmentLayout.HEADER_BYTES);
            live = store.image();
        }
        List<String> names = checkpoints();
        assertThat(names).hasSize(2);
        try (LoadedStore store = LoadedStore.open(directory)) {
            assertThat(store.image()).isEqualTo(live);
        }
        flip(names.get(1), 500);
        try (LoadedStore store = LoadedStore.open(directory)) {
            assertThat(store.loaded.position()).isEqualTo(CheckpointLayout.position(names.get(0)));
            assertThat(store.image()).isEqualTo(live);
        }
        flip(names.get(0), 500);
        assertThatThrownBy(() -> LoadedStore.open(directory))
                .isInstanceOf(CheckpointDamagedException.class)
                .hasMessageContaining("no good checkpoint");
    }

    @Test
    void every_flipped_bit_and_every_cut_of_a_checkpoint_is_noticed() throws IOException {
        try (LoadedStore store = LoadedStore.open(directory)) {
            store.register();
            store.write(new SplittableRandom(3));
            assertThat(store.checkpointer.make()).isPresent();
        }
        String name = checkpoints().get(0);
        Path file = LoadedStore.checkpoints(directory).resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                write(open, bit >> 3, bytes[bit >> 3] ^ (1 << (bit & 7)));
                assertThat(isGood()).as("bit %d flipped", bit).isFalse();
                Torture.tried(1, 1);
                write(open, bit >> 3, bytes[bit >> 3]);
            }
            assertThat(isGood()).isTrue();
            for (int length = bytes.length - 1; length >= 0; length--) {
                open.setLength(length);
                assertThat(isGood()).as("cut to %d bytes", length).isFalse();
                Torture.tried(1, 1);
            }
        }
    }

    @Test
    void a_checkpoint_during_which_the_registry_changed_is_given_up_and_leaves_nothing() throws IOException {
        AtomicBoolean isChanging = new AtomicBoolean();
        Runnable[] change = {() -> {}};
        DiskFiles disk = DiskFiles.at(LoadedStore.checkpoints(directory));
        try (LoadedStore store = LoadedStore.open(directory, new FilesThatTell(disk, () -> {
            if (isChanging.get()) {
                change[0].run();
            }
        }))) {
            store.register();
            change[0] = () -> store.upsert(UpsertRequest.newBuilder()
                    .addEntities(LoadedStore.component("late", "hourly"))
                    .build());
            isChanging.set(true);
            assertThat(store.checkpointer.make()).isEmpty();
            assertThat(disk.list()).isEmpty();
            isChanging.set(false);
            assertThat(store.checkpointer.make()).isPresent();
        }
    }

    @Test
    void readings_are_acknowledged_while_each_piece_of_a_checkpoint_is_written() throws IOException {
        Runnable[] beforeWrite = {() -> {}};
        DiskFiles disk = DiskFiles.at(LoadedStore.checkpoints(directory));
        String live;
        int[] written = {0};
        try (LoadedStore store =
                LoadedStore.open(directory, new FilesThatTell(disk, () -> {}, () -> beforeWrite[0].run()))) {
            store.register();
            SplittableRandom random = new SplittableRandom(11);
            store.write(random);
            beforeWrite[0] = () -> {
                store.write(random);
                written[0]++;
            };
            assertThat(store.checkpointer.make()).isPresent();
            live = store.image();
        }
        assertThat(written[0]).isGreaterThan(LoadedStore.COMPONENTS / LoadedStore.CHUNK_COMPONENTS);
        try (LoadedStore store = LoadedStore.open(directory)) {
            assertThat(store.image()).isEqualTo(live);
        }
    }

    @Test
    void a_change_of_the_registry_between_two_pieces_of_it_ends_the_checkpoint_at_once() throws IOException {
        int[] writes = {0};
        int changedAt = 5;
        Runnable[] beforeWrite = {() -> {}};
        DiskFiles disk = DiskFiles.at(LoadedStore.checkpoints(directory));
        try (LoadedStore store =
                LoadedStore.open(directory, new FilesThatTell(disk, () -> {}, () -> beforeWrite[0].run()))) {
            store.register();
            store.write(new SplittableRandom(13));
            beforeWrite[0] = () -> {
                writes[0]++;
                if (writes[0] == changedAt) {
                    store.upsert(UpsertRequest.newBuilder()
                            .addEntities(LoadedStore.component("late", "hourly"))
                            .build());
                }
            };
            assertThat(store.checkpointer.make()).isEmpty();
            assertThat(writes[0]).as("the header and the payload of one frame").isBetween(changedAt, changedAt + 1);
            assertThat(disk.list()).isEmpty();
        }
    }

    @Test
    void after_a_checkpoint_that_was_given_up_changes_of_the_registry_wait_for_the_next_and_are_kept()
            throws Exception {
        Runnable[] beforeWrite = {() -> {}};
        List<CompletableFuture<?>> changes = new ArrayList<>();
        DiskFiles disk = DiskFiles.at(LoadedStore.checkpoints(directory));
        String live;
        try (LoadedStore store =
                LoadedStore.open(directory, new FilesThatTell(disk, () -> {}, () -> beforeWrite[0].run()))) {
            store.register();
            SplittableRandom random = new SplittableRandom(17);
            beforeWrite[0] = () -> {
                changes.add(store.submitUpsert("late" + changes.size()));
                store.write(random);
            };
            assertThat(store.checkpointer.make()).isEmpty();
            int before = changes.size();
            assertThat(store.checkpointer.make()).isPresent();
            assertThat(changes).hasSizeGreaterThan(before + LoadedStore.COMPONENTS / LoadedStore.CHUNK_COMPONENTS);
            assertThat(changes).allSatisfy(change -> change.get(60, TimeUnit.SECONDS));
            live = store.image();
            assertThat(live).contains("\"late" + (changes.size() - 1) + '"');
        }
        try (LoadedStore store = LoadedStore.open(directory)) {
            assertThat(store.image()).isEqualTo(live);
        }
    }

    private List<String> checkpoints() throws IOException {
        return DiskFiles.at(LoadedStore.checkpoints(directory)).list().stream()
                .sorted()
                .toList();
    }

    private boolean isGood() throws IOException {
        return CheckpointVerifier.verify(DiskFiles.at(LoadedStore.checkpoints(directory)))
                .get(0)
                .isGood();
    }

    private void flip(String name, int offset) throws IOException {
        Path file = LoadedStore.checkpoints(directory).resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 16;
        Files.write(file, bytes);
    }

    private static void write(RandomAccessFile file, int offset, int value) throws IOException {
        file.seek(offset);
        file.write(value);
    }
}
