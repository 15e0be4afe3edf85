package io.tidemark.loadtest.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AckRecordTest {

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void file() {
        path = directory.resolve("acks");
    }

    @Test
    void the_highest_sequence_of_each_writer_is_read_from_the_file() throws IOException {
        try (AckRecord record = new AckRecord(path)) {
            record.add(0, 5);
            record.add(2, 7);
            record.add(0, 9);

            assertThat(record.read(3)).containsExactly(9, 0, 7);
            assertThat(record.entries()).isEqualTo(3);
        }
    }

    @Test
    void a_record_that_is_opened_again_goes_on_behind_its_last_whole_entry() throws IOException {
        try (AckRecord record = new AckRecord(path)) {
            record.add(0, 5);
        }
        Files.write(path, new byte[3], java.nio.file.StandardOpenOption.APPEND);
        try (AckRecord record = new AckRecord(path)) {
            record.add(1, 6);

            assertThat(record.read(2)).containsExactly(5, 6);
        }
    }

    @Test
    void a_damaged_entry_is_not_believed() throws IOException {
        try (AckRecord record = new AckRecord(path)) {
            record.add(0, 5);
        }
        byte[] bytes = Files.readAllBytes(path);
        bytes[11] ^= 1;
        Files.write(path, bytes);
        try (AckRecord record = new AckRecord(path)) {
            assertThatThrownBy(() -> record.read(1)).hasMessageContaining("damaged at byte 0");
        }
    }
}
