package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.JournalFixture.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group that is longer than what a start reads and writes at once of the end of the journal. */
class LongGroupTest {

    private static final int SEGMENT_BYTES = 1 << 20;
    private static final JournalConfig CONFIG = new JournalConfig(SEGMENT_BYTES, 1 << 14, 200_000, 1, 2);

    @TempDir
    private Path directory;

    private final List<Stored> written = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(11);

    private enum Disk {
        PAST_THE_CACHE,
        THROUGH_THE_CACHE
    }

    private void write(Journal journal, int bytes) {
        byte[] payload = JournalFixture.payload(random, bytes);
        written.add(Stored.of(7, journal.write(7, payload, 0, bytes), payload));
    }

    /** A record that is promised, and a group behind it that is not yet. */
    private void writeLongGroup(Journal journal) {
        write(journal, 100);
        journal.force();
        for (int record = 0; record < 4; record++) {
            write(journal, 80_003);
        }
    }

    private static SimulatedFiles disk(Disk disk) {
        return disk == Disk.PAST_THE_CACHE ? new SimulatedFiles(1) : SimulatedFiles.throughCache(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_long_group_that_nobody_was_told_of_is_as_it_was_after_any_number_of_starts(Disk disk) throws IOException {
        SimulatedFiles files = disk(disk);
        Journal journal = open(files, CONFIG);
        writeLongGroup(journal);
        // Longer than the buffer, so that most of it is in the file.
        int whole = written.size() - 1;
        files.killProcess();
        for (int start = 0; start < 3; start++) {
            List<Stored> found = records(files, CONFIG);
            assertThat(found).hasSizeGreaterThanOrEqualTo(whole).isEqualTo(written.subList(0, found.size()));
            open(files, CONFIG);
            files.killProcess();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_long_group_whose_mark_was_lost_is_as_it_was_after_any_number_of_starts(Disk disk) throws IOException {
        SimulatedFiles files = disk(disk);
        Journal journal = open(files, CONFIG);
        writeLongGroup(journal);
        long end = journal.writePosition();
        journal.force();
        files.killProcess();
        String segment = SegmentLayout.segmentName(0);
        byte[] contents = files.contents(segment);
        Arrays.fill(contents, (int) end, contents.length, (byte) 0);
        files.place(segment, contents);
        for (int start = 0; start < 3; start++) {
            assertThat(records(files, CONFIG)).isEqualTo(written);
            open(files, CONFIG);
            files.killProcess();
        }
    }

    @Test
    void on_a_real_disk_too_and_in_its_copy() throws IOException {
        DiskFiles files = DiskFiles.at(directory.resolve("journal"));
        DiskFiles copy = DiskFiles.at(directory.resolve("copy"));
        try (Journal journal = open(files, CONFIG)) {
            writeLongGroup(journal);
            journal.force();
            journal.copyTo(copy);
        }
        for (int start = 0; start < 3; start++) {
            assertThat(records(files, CONFIG)).isEqualTo(written);
            assertThat(records(copy, CONFIG)).isEqualTo(written);
            open(files, CONFIG).close();
            open(copy, CONFIG).close();
        }
    }
}
