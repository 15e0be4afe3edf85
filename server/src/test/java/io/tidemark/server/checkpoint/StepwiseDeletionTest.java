package io.tidemark.server.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.SegmentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepwiseDeletionTest {

    private static final long STEP = StepwiseDeletion.STEP_BYTES;

    @TempDir
    private Path directory;

    private final List<Long> sizes = new ArrayList<>();
    private DiskFiles disk;
    private FilesThatTell files;

    @BeforeEach
    void setUp() throws IOException {
        disk = DiskFiles.at(directory);
        files = new FilesThatTell(disk, () -> {}, () -> {}, sizes::add);
    }

    private void make(String name, long bytes) throws IOException {
        try (SegmentFile file = disk.create(name)) {
            file.resize(bytes);
        }
    }

    @Test
    void a_large_file_becomes_shorter_step_by_step_until_it_is_gone() throws IOException {
        make("large", 3 * STEP + 5);
        make("other", 5);
        StepwiseDeletion.delete(files, "large");
        assertThat(sizes).containsExactly(2 * STEP + 5, STEP + 5, 5L);
        assertThat(disk.list()).containsExactly("other");
    }

    @Test
    void a_small_file_is_deleted_at_once_and_none_is_no_error() throws IOException {
        make("small", STEP);
        StepwiseDeletion.delete(files, "small");
        StepwiseDeletion.delete(files, "small");
        assertThat(sizes).isEmpty();
        assertThat(disk.list()).isEmpty();
    }

    @Test
    void a_thread_that_is_to_stop_deletes_it_at_once() throws IOException {
        make("large", 2 * STEP);
        Thread.currentThread().interrupt();
        try {
            StepwiseDeletion.delete(files, "large");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(sizes).isEmpty();
        assertThat(disk.list()).isEmpty();
    }
}
