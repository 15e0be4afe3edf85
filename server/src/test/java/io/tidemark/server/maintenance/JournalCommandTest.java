package io.tidemark.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.journal.SegmentLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {

    private static final JournalConfig SMALL = new JournalConfig(8192, 256, 2000, 1, 2);
    private static final String FIRST_SEGMENT = SegmentLayout.segmentName(0);
    private static final int RECORDS = 20;

    /** In the second record. */
    private static final int DAMAGED_OFFSET = SegmentLayout.HEADER_BYTES + 1500;

    @TempDir
    Path data;

    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void recordsLieInThreeSegments() throws IOException {
        try (JournalDirectory directory = open()) {
            directory.replay(0, (type, position, payload) -> {});
            try (Journal journal = directory.startWriting(Runnable::run)) {
                for (int i = 0; i < RECORDS; i++) {
                    journal.write(1, new byte[1000], 0, 1000);
                    journal.force();
                }
            }
        }
    }

    private JournalDirectory open() throws IOException {
        return JournalDirectory.open(DiskFiles.at(DataFolders.journal(data)), SMALL);
    }

    private int run(String... arguments) {
        printed.getBuffer().setLength(0);
        return new CommandLine(new JournalCommand())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(arguments);
    }

    private void damage() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(
                DataFolders.journal(data).resolve(FIRST_SEGMENT).toFile(), "rw")) {
            file.seek(DAMAGED_OFFSET);
            int old = file.read();
            file.seek(DAMAGED_OFFSET);
            file.write(old ^ 1);
        }
    }

    @Test
    void a_good_journal_is_said_to_be_good_segment_by_segment() {
        assertThat(run("verify", data.toString())).isZero();
        assertThat(printed.toString()).contains("full", "open", RECORDS + " records are good; a server starts");
    }

    @Test
    void damage_is_named_with_file_and_offset_and_the_exit_status_tells() throws IOException {
        damage();
        assertThat(run("verify", data.toString())).isEqualTo(1);
        assertThat(printed.toString()).contains(FIRST_SEGMENT, "damaged", "offset", "repair --truncate");
    }

    @Test
    void a_directory_without_a_journal_is_refused_and_left_as_it_is() {
        Path empty = data.resolve("nothing");
        assertThat(run("verify", empty.toString())).isEqualTo(2);
        assertThat(printed.toString()).contains(empty + " is no data directory");
        assertThat(empty).doesNotExist();
    }

    @Test
    void a_repair_that_is_not_told_to_truncate_changes_nothing() throws IOException {
        damage();
        assertThat(run("repair", data.toString())).isEqualTo(2);
        assertThat(printed.toString()).contains("--truncate");
        assertThat(run("verify", data.toString())).isEqualTo(1);
    }

    @Test
    void a_truncation_gives_up_what_lies_behind_the_damage_and_the_rest_opens() throws IOException {
        damage();
        assertThat(run("repair", "--truncate", data.toString())).isZero();
        assertThat(printed.toString()).contains("a server starts from this now");
        assertThat(run("verify", data.toString())).isZero();
        AtomicLong records = new AtomicLong();
        try (JournalDirectory directory = open()) {
            directory.replay(0, (type, position, payload) -> records.incrementAndGet());
        }
        assertThat(records).hasValue(1);
    }

    @Test
    void a_journal_that_a_server_has_open_is_not_repaired() throws IOException {
        try (JournalDirectory held = open()) {
            assertThat(run("repair", "--truncate", data.toString())).isEqualTo(1);
            assertThat(printed.toString()).contains("was not repaired");
            assertThat(held.firstPosition()).isNotNegative();
        }
    }
}
