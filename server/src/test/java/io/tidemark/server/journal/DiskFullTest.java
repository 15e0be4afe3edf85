package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TortureRow("disk-full")
class DiskFullTest {

    @AfterEach
    void count() {
        Torture.tried(1, 1);
    }

    private final SimulatedFiles files = new SimulatedFiles(1);

    @ParameterizedTest(name = "the disk says how much it would take: {0}")
    @ValueSource(booleans = {true, false})
    void aFullDiskRefusesARecordBeforeAnyOfItIsWrittenAndTakesItOnceThereIsRoom(boolean tells) throws IOException {
        files.tellsUsableBytes(tells);
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            files.capacityBytes(files.usedBytes() + 5000);
            while (journal.roomFor(1, 1000)) {
                written.add(write(journal, 1, 1000));
            }
            assertThat(written).hasSize(6);
            assertThat(journal.outOfSpace()).isTrue();
            assertThat(journal.failed()).isFalse();
            long position = journal.writePosition();
            assertThatThrownBy(() -> write(journal, 2, 1000))
                    .isInstanceOf(JournalFullException.class)
                    .hasMessageContaining("free space");
            assertThat(journal.prepareNext()).isFalse();
            assertThat(journal.writePosition()).isEqualTo(position);
            written.add(write(journal, 3, 100));
            journal.force();
            assertThat(records(files.copy(), SMALL)).isEqualTo(written);

            files.capacityBytes(files.usedBytes() + 8192);
            assertThat(journal.roomFor(1, 1000)).isTrue();
            assertThat(journal.outOfSpace()).isFalse();
            written.add(write(journal, 4, 1000));
        }

        assertThat(records(files, SMALL)).isEqualTo(written);
    }

    @Test
    void aFullDiskIsSeenWhileTheCurrentSegmentStillHasRoom() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            files.capacityBytes(files.usedBytes());
            for (int i = 0; i < 4; i++) {
                write(journal, 1, 1000);
            }
            assertThat(journal.outOfSpace()).isTrue();
            assertThat(journal.roomFor(1, 1000)).isTrue();
        }
    }

    @Test
    void whatAFailedPreparationTookIsGivenBack() throws IOException {
        files.tellsUsableBytes(false);
        try (Journal journal = open(files, SMALL)) {
            long used = files.usedBytes();
            files.capacityBytes(used + 5000);
            while (journal.roomFor(1, 1000)) {
                write(journal, 1, 1000);
            }
            assertThat(files.usedBytes()).isEqualTo(used);
        }
    }

    @Test
    void deletingOldSegmentsMakesRoom() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            files.capacityBytes(files.usedBytes() + 2 * 8192);
            while (journal.roomFor(1, 1000)) {
                write(journal, 1, 1000);
            }
            journal.force();

            assertThat(journal.deleteBelow(journal.durablePosition())).isPositive();

            assertThat(journal.roomFor(1, 1000)).isTrue();
        }
    }

    @Test
    void aJournalOpensAndIsReadOnAFullDisk() throws IOException {
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 5; i++) {
                written.add(write(journal, 1, 1000));
            }
        }
        files.capacityBytes(0);

        try (Journal journal = open(files, SMALL)) {
            written.add(write(journal, 2, 1000));
            journal.force();
        }
        assertThat(records(files, SMALL)).isEqualTo(written);
    }

    @Test
    void aJournalThatFindsNoRoomForItsFirstSegmentIsNotBornAndLeavesNothing() throws IOException {
        files.capacityBytes(6000);
        for (boolean tells : new boolean[] {true, false}) {
            files.tellsUsableBytes(tells);
            assertThatThrownBy(() -> open(files, SMALL))
                    .isInstanceOf(JournalFullException.class)
                    .hasMessageContaining("8192 bytes");
            assertThat(files.usedBytes()).isZero();
        }
        files.capacityBytes(100_000);

        try (Journal journal = open(files, SMALL)) {
            assertThat(journal.roomFor(1, 1000)).isTrue();
        }
    }
}
