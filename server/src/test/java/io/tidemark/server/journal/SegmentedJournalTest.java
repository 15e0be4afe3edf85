package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static io.tidemark.server.journal.JournalFixture.filled;
import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentedJournalTest {

    @TempDir
    Path directory;

    private JournalFiles files;

    @BeforeEach
    void onADisk() throws IOException {
        files = DiskFiles.at(directory.resolve("data").resolve("journal"));
    }

    @Test
    void recordsComeBackInOrderWithTypePositionAndBytes() throws IOException {
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            written.add(write(journal, 1, 0));
            written.add(write(journal, 127, 1));
            written.add(write(journal, 7, 8));
            journal.force();
            written.add(write(journal, 9, 2000));
        }

        assertThat(records(files, SMALL)).isEqualTo(written);
    }

    @Test
    void theFirstRecordLiesBehindTheHeaderAndTheNextBehindItsPaddedEnd() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            assertThat(journal.firstPosition()).isEqualTo(4096);
            assertThat(write(journal, 1, 9).position()).isEqualTo(4096);
            assertThat(write(journal, 1, 0).position()).isEqualTo(4096 + 24 + 16);
            assertThat(journal.writePosition()).isEqualTo(4096 + 24 + 16 + 24);
        }
    }

    @Test
    void aRecordIsDurableOnceItsPositionIsBelowTheDurableOne() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            long first = write(journal, 1, 100).position();
            assertThat(journal.durablePosition()).isEqualTo(first);

            assertThat(journal.force()).isGreaterThan(first).isEqualTo(journal.durablePosition());

            long second = write(journal, 1, 100).position();
            assertThat(journal.durablePosition()).isLessThanOrEqualTo(second);
        }
    }

    @Test
    void aForceWithoutNewRecordsChangesNothing() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            write(journal, 1, 100);
            long durable = journal.force();
            long write = journal.writePosition();

            assertThat(journal.force()).isEqualTo(durable);
            assertThat(journal.writePosition()).isEqualTo(write);
        }
    }

    @Test
    void aGatheredRecordIsTheSameAsOneInOnePiece() throws IOException {
        RecordParts parts = new RecordParts(3);
        parts.add(new byte[9], 0, 9);
        parts.clear();
        parts.add(filled(300, 1), 10, 280);
        parts.add(filled(700, 2), 100, 600);
        parts.add(new byte[0], 0, 0);
        byte[] gathered = ByteBuffer.allocate(880)
                .put(filled(300, 1), 10, 280)
                .put(filled(700, 2), 100, 600)
                .array();
        long position;
        try (Journal journal = open(files, SMALL)) {
            position = journal.write(5, parts);
            assertThat(journal.write(5, gathered, 0, 880)).isGreaterThan(position);
        }

        List<Stored> stored = records(files, SMALL);
        assertThat(stored.get(0)).isEqualTo(Stored.of(5, position, gathered));
        assertThat(stored.get(1).payload()).isEqualTo(ByteBuffer.wrap(gathered));
    }

    @Test
    void aBufferIsWrittenFromItsPositionToItsLimitAndStaysAsItWas() throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(700)
                .put(0, filled(700, 2))
                .position(100)
                .limit(690);
        try (Journal journal = open(files, SMALL)) {
            journal.write(5, direct);
            journal.write(5, filled(700, 2), 100, 590);
        }

        assertThat(direct.position()).isEqualTo(100);
        assertThat(direct.limit()).isEqualTo(690);
        List<Stored> stored = records(files, SMALL);
        assertThat(stored.get(0).payload()).isEqualTo(stored.get(1).payload());
    }

    @Test
    void aPartThatReachesBeyondItsArrayIsRefused() {
        RecordParts parts = new RecordParts(2);

        assertThatThrownBy(() -> parts.add(new byte[8], 4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offset 4 and length 5");
        assertThat(parts.bytes()).isZero();
    }

    @Test
    void recordsGoOnInTheNextSegmentWhenOneIsFull() throws IOException {
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 50; i++) {
                written.add(write(journal, 1 + i, i * 31 % 2000));
                if (i % 7 == 0) {
                    journal.force();
                }
            }
        }

        assertThat(files.list().stream().filter(SegmentLayout::isSegmentName)).hasSizeGreaterThan(5);
        assertThat(records(files, SMALL)).isEqualTo(written);
    }

    @Test
    void everySizeThatExactlyFillsASegmentFits() throws IOException {
        JournalConfig widest = new JournalConfig(8192, 256, SegmentLayout.payloadBytesMax(8192), 1, 2);
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, widest)) {
            for (int bytes = widest.recordBytesMax() - 80; bytes <= widest.recordBytesMax(); bytes++) {
                written.add(write(journal, 3, bytes));
                journal.force();
                written.add(write(journal, 4, 3));
            }
        }

        assertThat(records(files, widest)).isEqualTo(written);
    }

    @Test
    void aJournalGoesOnWhereItEnded() throws IOException {
        List<Stored> written = new ArrayList<>();
        for (int start = 0; start < 12; start++) {
            Collector replayed = new Collector();
            try (Journal journal = open(files, SMALL, replayed)) {
                assertThat(replayed.records).isEqualTo(written);
                assertThat(journal.durablePosition()).isEqualTo(journal.writePosition());
                written.add(write(journal, 1 + start, 500));
                written.add(write(journal, 1 + start, 501));
            }
        }
    }

    @Test
    void aReplayFromAPositionVisitsWhatFollows() throws IOException {
        List<Stored> written = new ArrayList<>();
        List<Long> durable = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 30; i++) {
                durable.add(journal.force());
                written.add(write(journal, 1, 700));
            }
        }

        try (JournalDirectory opened = JournalDirectory.open(files, SMALL)) {
            for (int i = 0; i < 30; i++) {
                for (long from : new long[] {durable.get(i), written.get(i).position()}) {
                    Collector collector = new Collector();
                    ReplayReport report = opened.replay(from, collector);
                    assertThat(collector.records).isEqualTo(written.subList(i, 30));
                    assertThat(report.records()).isEqualTo(30 - i);
                    assertThat(report.payloadBytes()).isEqualTo(700L * (30 - i));
                    assertThat(report.cuts()).isEmpty();
                }
            }
        }
    }

    @Test
    void aReplayFromAPlaceWhereNoRecordBeginsIsRefused() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            write(journal, 1, 700);
            write(journal, 1, 700);
        }

        try (JournalDirectory opened = JournalDirectory.open(files, SMALL)) {
            assertThatThrownBy(() -> opened.replay(4104, new Collector()))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("00000000000000000000.journal, offset 4104");
        }
    }

    @Test
    void aReplayFromAPositionTheJournalDoesNotReachIsRefused() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            write(journal, 1, 700);
        }

        try (JournalDirectory opened = JournalDirectory.open(files, SMALL)) {
            for (long from : new long[] {6000, 20_000, 1L << 40}) {
                assertThatThrownBy(() -> opened.replay(from, new Collector()))
                        .isInstanceOf(JournalDamagedException.class)
                        .hasMessageContaining("before position " + from);
            }
        }
    }

    @Test
    void whatIsDurableCanBeReadBesideTheWriter() throws IOException {
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 25; i++) {
                written.add(write(journal, 1, 900));
                journal.force();
                Collector collector = new Collector();
                journal.read(0, journal.durablePosition(), collector);
                assertThat(collector.records).isEqualTo(written);
            }
            Collector middle = new Collector();
            journal.read(written.get(3).position(), written.get(20).position(), middle);
            assertThat(middle.records).isEqualTo(written.subList(3, 20));

            assertThatThrownBy(() -> journal.read(0, journal.durablePosition() + 1, new Collector()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("toPosition");
        }
    }

    @Test
    void segmentsOfWhichNothingIsNeededAreDeletedAndTheOneBeingWrittenStays() throws IOException {
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 30; i++) {
                written.add(write(journal, 1, 900));
            }
            journal.force();
            long keep = written.get(13).position();

            assertThat(journal.deleteBelow(keep)).isEqualTo(3);
            assertThat(journal.deleteBelow(keep)).isZero();
            assertThat(journal.firstPosition()).isEqualTo(3 * 8192 + 4096);
            journal.deleteBelow(journal.durablePosition());
            assertThat(journal.firstPosition()).isGreaterThan(keep).isLessThanOrEqualTo(journal.durablePosition());
            assertThatThrownBy(() -> journal.deleteBelow(journal.durablePosition() + 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        List<Stored> left = records(files, SMALL);
        assertThat(left).isNotEmpty().isEqualTo(written.subList(30 - left.size(), 30));
        try (JournalDirectory opened = JournalDirectory.open(files, SMALL)) {
            assertThatThrownBy(() -> opened.replay(0, new Collector()))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("older segments are missing");
        }
    }

    @Test
    void segmentsMayHaveAnotherSizeAfterARestart() throws IOException {
        List<Stored> written = new ArrayList<>();
        for (int kibibytes : new int[] {8, 16, 12, 8, 64}) {
            JournalConfig config = new JournalConfig(kibibytes << 10, 128, 2000, 2, 2);
            try (Journal journal = open(files, config)) {
                for (int i = 0; i < 20; i++) {
                    written.add(write(journal, 1 + i, 1500));
                }
                assertThat(journal.roomFor(1, 0)).isTrue();
            }
        }

        assertThat(records(files, SMALL)).isEqualTo(written);
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithNameValueAndLimit() throws IOException {
        try (Journal journal = open(files, SMALL)) {
            assertThatThrownBy(() -> journal.write(1, new byte[2001], 0, 2001))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2001")
                    .hasMessageContaining("recordBytesMax 2000");
            assertThatThrownBy(() -> journal.write(0, new byte[1], 0, 1)).hasMessageContaining("from 1 to 127");
            assertThatThrownBy(() -> journal.write(128, new byte[1], 0, 1)).hasMessageContaining("from 1 to 127");
            assertThatThrownBy(() -> journal.write(1, new byte[5], 3, 3)).hasMessageContaining("5 bytes");
            assertThat(journal.failed()).isFalse();
            assertThat(journal.writePosition()).isEqualTo(4096);
        }
        assertThatThrownBy(() -> new JournalConfig(8192, 256, 8192, 1, 2)).hasMessageContaining("recordBytesMax 8192");
        assertThatThrownBy(() -> new JournalConfig(10_000, 256, 100, 1, 2)).hasMessageContaining("segmentBytes 10000");
    }

    @Test
    void twoCannotHaveOneDirectory() throws IOException {
        JournalFiles others = DiskFiles.at(directory.resolve("data/journal"));
        try (Journal journal = open(files, SMALL)) {
            write(journal, 1, 10);
            assertThatThrownBy(() -> JournalDirectory.open(others, SMALL))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining("is open in another server");
        }
        open(others, SMALL).close();
    }

    @Test
    void aClosedJournalTakesNoMore() throws IOException {
        Journal journal = open(files, SMALL);
        write(journal, 1, 10);
        journal.close();
        journal.close();

        assertThatThrownBy(() -> write(journal, 1, 10)).isInstanceOf(JournalFailedException.class);
        assertThatThrownBy(journal::force).isInstanceOf(JournalFailedException.class);
    }

    @Test
    void everyStoreHasAnIdOfItsOwnAndKeepsIt() throws IOException {
        StoreId id;
        try (Journal journal = open(files, SMALL)) {
            id = journal.storeId();
        }
        try (Journal journal = open(files, SMALL);
                Journal another = open(DiskFiles.at(directory.resolve("another")), SMALL)) {
            assertThat(journal.storeId()).isEqualTo(id);
            assertThat(another.storeId()).isNotEqualTo(id);
        }
    }
}
