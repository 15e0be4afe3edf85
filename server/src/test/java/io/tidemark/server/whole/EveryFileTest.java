package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.checkpoint.CheckpointVerifier;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDamagedException;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.maintenance.DataFolders;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory with everything in it that a server keeps: no bit of any file flips unnoticed. */
@TortureRow("bit-flips")
class EveryFileTest {

    @TempDir
    private Path directory;

    /** What is tried with one bit flipped. */
    private interface Look {
        void at(int bit) throws IOException;
    }

    @Test
    void every_bit_of_every_file_beside_the_segments_is_under_a_checksum_that_is_checked() throws IOException {
        EveryRecordType.make(directory);
        Path store = directory.resolve("store");
        Path journal = DataFolders.journal(store);
        Path checkpoints = DataFolders.checkpoints(store);
        List<Path> files;
        try (Stream<Path> all = Files.walk(store)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        Path storeId = journal.resolve("store.id");
        assertThat(files).contains(storeId).anyMatch(file -> file.startsWith(checkpoints));
        for (Path file : files) {
            if (file.equals(storeId)) {
                flipEveryBit(
                        file,
                        1,
                        bit -> assertThatThrownBy(() -> open(journal))
                                .as("bit %d of %s", bit, file)
                                .isInstanceOf(JournalDamagedException.class)
                                .hasMessageContaining("store.id"));
            } else if (file.startsWith(checkpoints)) {
                flipEveryBit(
                        file,
                        Torture.count(7, 1),
                        bit -> assertThat(CheckpointVerifier.verify(DiskFiles.at(checkpoints)))
                                .as("bit %d of %s", bit, file)
                                .anyMatch(verdict -> !verdict.isGood()));
            } else {
                // Segments have a test of their own; the lock holds nothing.
                assertThat(file.toString().endsWith(".journal") || Files.size(file) == 0)
                        .as("%s is tried", file)
                        .isTrue();
            }
        }
        open(journal);
        assertThat(CheckpointVerifier.verify(DiskFiles.at(checkpoints))).allMatch(CheckpointVerifier.Verdict::isGood);
    }

    private static void open(Path journal) throws IOException {
        JournalDirectory.open(DiskFiles.at(journal), JournalConfig.DEFAULT).close();
    }

    private static void flipEveryBit(Path file, int step, Look look) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (int bit = 0; bit < bytes.length * 8; bit += step) {
                open.seek(bit / 8);
                open.write(bytes[bit / 8] ^ 1 << bit % 8);
                look.at(bit);
                open.seek(bit / 8);
                open.write(bytes[bit / 8]);
                Torture.tried(1, 1);
            }
        }
    }
}
