package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A deleted segment's file is written again as a new segment: nothing it held before comes back. */
@TortureRow("torn-tails")
class ReusedSegmentTest {

    private static final JournalConfig CONFIG = new JournalConfig(8192, 300, 1000, 1, 2);
    private static final int FIRST_REUSED = 4;
    private static final String REUSED = SegmentLayout.segmentName(FIRST_REUSED * 8192L);

    /** Through the cache, where the old bytes begin right behind the new ones. */
    private final SimulatedFiles files = SimulatedFiles.throughCache(1);

    private final List<Stored> written = new ArrayList<>();

    /** What the file of the reused segment held in its life before. */
    private byte[] before;

    private int endOffset;

    /** Ends what a kill may find: an open journal whose last segment is a file that is used again. */
    private void aJournalThatWritesAFileAgain() throws IOException {
        Journal journal = open(files, CONFIG);
        fill(journal, 2 * 8192L);
        before = files.contents(SegmentLayout.segmentName(0));
        journal.deleteBelow(journal.durablePosition());
        assertThat(spares()).hasSize(2);
        fill(journal, FIRST_REUSED * 8192L);
        written.removeIf(record -> record.position() < journal.firstPosition());
        int[] sizes = {100, 1, 7, 8, 299, 0, 301};
        for (int i = 0; i < sizes.length; i++) {
            written.add(write(journal, 60 + i, sizes[i]));
            if (i % 3 == 2) {
                journal.force();
            }
        }
        journal.force();
        endOffset = (int) (journal.writePosition() - FIRST_REUSED * 8192L);
        assertThat(endOffset).isBetween(SegmentLayout.HEADER_BYTES + 500, 7000);
        files.killProcess();
    }

    private void fill(Journal journal, long position) {
        while (journal.writePosition() < position) {
            written.add(write(journal, 1 + written.size() % 50, 333));
            journal.force();
        }
    }

    private List<String> spares() throws IOException {
        return files.list().stream()
                .filter(name -> name.endsWith(SpareSegments.SUFFIX))
                .toList();
    }

    @Test
    void theFileKeepsItsOldBytesBehindTheNewRecordsAndNoneOfThemIsARecord() throws IOException {
        aJournalThatWritesAFileAgain();
        byte[] contents = files.contents(REUSED);
        assertThat(contents).hasSize(8192);
        // The last whole page was not touched by the new life.
        for (int offset = endOffset + 300; offset < 8192; offset++) {
            assertThat(contents[offset]).isEqualTo(before[offset]);
        }
        assertThat(before).isNotEqualTo(new byte[8192]);
        Collector found = new Collector();
        assertThat(JournalFixture.replay(files, CONFIG, found).cuts()).isEmpty();
        assertThat(found.records).isEqualTo(written);
        assertThat(JournalVerifier.verify(files)).noneMatch(verdict -> verdict.stopsTheStart());
        assertThat(JournalVerifier.verify(files))
                .filteredOn(verdict -> verdict.file().equals(REUSED))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.state()).isEqualTo(SegmentVerdict.State.OPEN));
    }

    /** A write that never reached the device leaves what the file held in its life before. */
    @Test
    void aTailThatFellBackToTheOldBytesAtAnyByteIsTornOrRottenAndNothingOldComesBack() throws IOException {
        aJournalThatWritesAFileAgain();
        byte[] whole = files.contents(REUSED);
        for (int offset = SegmentLayout.HEADER_BYTES; offset < endOffset; offset++) {
            byte[] torn = whole.clone();
            System.arraycopy(before, offset, torn, offset, torn.length - offset);
            checkTorn(torn, offset);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(TornTailTest.Tear.class)
    void aTailTornAtAnyByteIsCutAndTheJournalGoesOn(TornTailTest.Tear tear) throws IOException {
        aJournalThatWritesAFileAgain();
        byte[] whole = files.contents(REUSED);
        for (int offset = SegmentLayout.HEADER_BYTES; offset < endOffset; offset++) {
            checkTorn(tear.apply(whole, offset), offset);
        }
    }

    private void checkTorn(byte[] torn, int offset) throws IOException {
        SimulatedFiles copy = files.copy();
        copy.place(REUSED, torn);
        long position = FIRST_REUSED * 8192L + offset;
        List<Stored> left = written.stream()
                .filter(record -> record.position()
                                + SegmentLayout.recordBytes(record.payload().remaining())
                        <= position)
                .toList();
        Collector found = new Collector();
        JournalFixture.replay(copy, CONFIG, found);
        assertThat(found.records).as("offset %d", offset).hasSizeGreaterThanOrEqualTo(left.size());
        assertThat(found.records).isEqualTo(written.subList(0, found.records.size()));
        // Another record of the same length in the place of a torn one must not bring back what stood behind that.
        List<Stored> expected = new ArrayList<>(found.records);
        for (int round = 0; round < 2; round++) {
            Journal journal = open(copy, CONFIG);
            expected.add(write(journal, 99, 100));
            journal.force();
            copy.killProcess();
            assertThat(records(copy, CONFIG)).as("offset %d", offset).isEqualTo(expected);
        }
        Torture.tried(1, 1);
    }

    @Test
    void aRecordThatWasTornDoesNotBringBackTheOnesBehindItWhenAnotherTakesItsPlace() throws IOException {
        aJournalThatWritesAFileAgain();
        Journal journal = open(files, CONFIG);
        Stored lost = write(journal, 70, 200);
        write(journal, 71, 200);
        write(journal, 72, 200);
        journal.force();
        files.killProcess();
        byte[] contents = files.contents(REUSED);
        int lostOffset = (int) (lost.position() - FIRST_REUSED * 8192L);
        int markOffset = lostOffset + 3 * SegmentLayout.recordBytes(200);
        // The mark never came to the device, and the first page of the group did not either.
        contents[lostOffset + SegmentLayout.RECORD_POSITION_OFFSET] ^= 1;
        contents[markOffset] ^= 1;
        files.place(REUSED, contents);

        Journal again = open(files, CONFIG);
        written.add(write(again, 73, 200));
        again.force();
        files.killProcess();
        assertThat(records(files, CONFIG)).isEqualTo(written);
    }

    @Test
    void everyFlippedBitOfWhatWasPromisedStopsTheStart() throws IOException {
        aJournalThatWritesAFileAgain();
        byte[] contents = files.contents(REUSED);
        int markOffset = endOffset - SegmentLayout.MARK_BYTES;
        int step = Torture.count(5, 1);
        for (int bit = 0; bit < markOffset * 8; bit += step) {
            byte[] flipped = contents.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            files.place(REUSED, flipped);
            assertThatThrownBy(() -> records(files, CONFIG))
                    .as("bit %d of byte %d", bit % 8, bit / 8)
                    .isInstanceOf(JournalDamagedException.class);
            files.killProcess();
            Torture.tried(1, 1);
        }
    }

    /** Whoever may write can choose a payload, but not the life under which its bytes would count. */
    @Test
    void aRecordHiddenInAPayloadForTheFilesNextLifeIsNone() throws IOException {
        StoreId storeId;
        try (Journal journal = open(files, CONFIG)) {
            storeId = journal.storeId();
            while (journal.writePosition() < 2 * 8192L) {
                long offset = journal.writePosition() % 8192 + SegmentLayout.RECORD_HEADER_BYTES;
                byte[] payload = forged(storeId, FIRST_REUSED * 8192L + offset, 960);
                written.add(Stored.of(7, journal.write(7, payload, 0, payload.length), payload));
                journal.force();
            }
            journal.deleteBelow(journal.durablePosition());
            while (journal.writePosition() < FIRST_REUSED * 8192L + 4096) {
                written.add(write(journal, 1, 333));
                journal.force();
            }
            long firstPosition = journal.firstPosition();
            written.removeIf(record -> record.position() < firstPosition);
        }
        for (int more = 0; more < 40; more++) {
            List<Stored> found = records(files, CONFIG);
            assertThat(found).isNotEmpty().isEqualTo(written.subList(written.size() - found.size(), written.size()));
            try (Journal journal = open(files, CONFIG)) {
                written.add(write(journal, 2, 8 * more % 64));
            }
        }
    }

    /** Records as they would lie from a position on, each good if only the life were 0. */
    private static byte[] forged(StoreId storeId, long position, int bytes) {
        ByteBuffer forged = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes; at += SegmentLayout.MARK_BYTES) {
            forged.putInt(at + SegmentLayout.RECORD_LENGTH_OFFSET, Long.BYTES);
            forged.putLong(at + SegmentLayout.RECORD_POSITION_OFFSET, position + at);
            forged.putInt(at + SegmentLayout.RECORD_TYPE_OFFSET, 5);
            forged.putInt(at + SegmentLayout.RECORD_TAG_OFFSET, storeId.tag());
            CRC32C crc = new CRC32C();
            crc.update(forged.array(), at + Integer.BYTES, SegmentLayout.MARK_BYTES - Integer.BYTES);
            forged.putInt(at, (int) crc.getValue());
        }
        return forged.array();
    }

    @Test
    void asManyFilesAreKeptAsTheConfigurationSaysAndTheOthersAreDeleted() throws IOException {
        try (Journal journal = open(files, CONFIG)) {
            fill(journal, 7 * 8192L);
            assertThat(journal.deleteBelow(journal.durablePosition())).isEqualTo(7);
            assertThat(spares()).hasSize(2);
            fill(journal, 9 * 8192L + 5000);
            assertThat(spares()).isEmpty();
        }
    }

    @Test
    void aFileOfAnotherSizeIsNotUsedAgain() throws IOException {
        try (Journal journal = open(files, CONFIG)) {
            fill(journal, 3 * 8192L);
            journal.deleteBelow(journal.durablePosition());
            assertThat(spares()).hasSize(2);
        }
        JournalConfig larger = new JournalConfig(3 * 8192, 300, 1000, 1, 2);
        try (Journal journal = open(files, larger)) {
            assertThat(spares()).isEmpty();
            journal.deleteBelow(journal.durablePosition());
            assertThat(spares()).isEmpty();
        }
    }

    @Test
    void aSpareThatCannotBeUsedIsGoneAndANewFileTakesItsPlace() throws IOException {
        try (Journal journal = open(files, CONFIG)) {
            fill(journal, 3 * 8192L);
            journal.deleteBelow(journal.durablePosition());
            for (String spare : spares()) {
                files.place(spare, new byte[100]);
            }
            fill(journal, 5 * 8192L + 5000);
            assertThat(journal.outOfSpace()).isFalse();
            assertThat(spares()).isEmpty();
            written.removeIf(record -> record.position() < journal.firstPosition());
        }
        assertThat(records(files, CONFIG)).isEqualTo(written);
    }

    @Test
    void aFileThatIsUsedAgainNeedsNoRoomOnTheDisk() throws IOException {
        try (Journal journal = open(files, CONFIG)) {
            fill(journal, 3 * 8192L);
            journal.deleteBelow(journal.durablePosition());
            files.capacityBytes(files.usedBytes());
            fill(journal, 5 * 8192L);
            assertThat(journal.outOfSpace()).isFalse();
        }
    }
}
