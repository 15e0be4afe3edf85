package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A journal of three segments: one that is full, one in which writing ended, and one that was only prepared. Whichever
 * bit of it flips, the answer is never wrong.
 */
@TortureRow("bit-flips")
class BitFlipTest {

    private static final JournalConfig CONFIG = new JournalConfig(8192, 64, 2000, 1, 2);
    private static final String FULL = SegmentLayout.segmentName(0);
    private static final String LAST = SegmentLayout.segmentName(8192);
    private static final String PREPARED = SegmentLayout.segmentName(2 * 8192);

    private final SimulatedFiles files = new SimulatedFiles(1);
    private final List<Stored> written = new ArrayList<>();
    private int acknowledged;
    private int fullEndOffset;
    private int lastMarkOffset;
    private int lastEndOffset;

    /** What the reader says about a flipped bit. */
    private enum Answer {
        STOPS,
        REPORTS,
        SEES_NOTHING
    }

    @BeforeEach
    void aJournalThatWasKilled() throws IOException {
        Journal journal = JournalFixture.open(files, CONFIG);
        int[] sizes = {0, 1, 8, 700, 13, 1500, 1000};
        for (int i = 0; i < sizes.length; i++) {
            written.add(write(journal, 1 + 18 * i, sizes[i]));
            if (i % 2 == 0) {
                journal.force();
            }
        }
        Stored beforeTheRoll = written.get(written.size() - 1);
        fullEndOffset = (int) beforeTheRoll.position() + 24 + 1000 + 2 * SegmentLayout.MARK_BYTES;
        written.add(write(journal, 3, 1200));
        written.add(write(journal, 4, 5));
        lastMarkOffset = (int) (journal.force() - 8192);
        acknowledged = written.size();
        // Two that nobody was told of, in the file because the buffer is small; the second is cut off by the kill.
        written.add(write(journal, 5, 800));
        lastEndOffset = (int) (journal.writePosition() - 8192);
        journal.write(6, new byte[300], 0, 300);
        files.killProcess();
        byte[] last = files.contents(LAST);
        Arrays.fill(last, lastEndOffset, last.length, (byte) 0);
        files.place(LAST, last);

        Collector found = new Collector();
        assertThat(JournalFixture.replay(files, CONFIG, found).cuts()).isEmpty();
        assertThat(found.records).isEqualTo(written);
    }

    @Test
    void aFlipInAFullSegmentStopsTheStartUnlessItIsBehindTheEndMark() throws IOException {
        byte[] contents = files.contents(FULL);
        int step = Torture.full() ? 1 : 3;
        for (int offset = 0; offset < contents.length; offset++) {
            Answer expected = offset < fullEndOffset ? Answer.STOPS : Answer.SEES_NOTHING;
            for (int bit = offset % step; bit < 8; bit += step) {
                assertThat(answer(FULL, offset, bit, written.size()))
                        .as("bit %d of offset %d", bit, offset)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aFlipBeforeTheLastMarkStopsTheStartAndOneBehindItCostsOnlyWhatNobodyWasPromised() throws IOException {
        byte[] contents = files.contents(LAST);
        for (int offset = 0; offset < contents.length; offset++) {
            boolean promised = offset < lastMarkOffset;
            boolean inMarkOrBehind = offset < lastEndOffset;
            int left = inMarkOrBehind ? acknowledged : written.size();
            for (int bit = 0; bit < 8; bit++) {
                assertThat(answer(LAST, offset, bit, left))
                        .as("bit %d of offset %d", bit, offset)
                        .isEqualTo(promised ? Answer.STOPS : Answer.REPORTS);
            }
        }
    }

    @Test
    void whatWasKeptThoughNobodyWasToldOfItIsPromisedOnceTheJournalIsOpenAgain() throws IOException {
        JournalFixture.open(files, CONFIG);
        files.killProcess();
        for (int offset = lastMarkOffset; offset < lastEndOffset; offset++) {
            assertThat(answer(LAST, offset, offset % 8, written.size()))
                    .as("offset %d", offset)
                    .isEqualTo(Answer.STOPS);
        }
    }

    @Test
    void aFlipInASegmentThatWasOnlyPreparedIsReportedOrStopsTheStart() throws IOException {
        byte[] contents = files.contents(PREPARED);
        int step = Torture.full() ? 1 : 7;
        for (int offset = 0; offset < contents.length; offset++) {
            boolean header = offset < SegmentLayout.HEADER_BYTES;
            for (int bit = offset % step; bit < 8; bit += step) {
                assertThat(answer(PREPARED, offset, bit, written.size()))
                        .as("bit %d of offset %d", bit, offset)
                        .isEqualTo(header ? Answer.STOPS : Answer.REPORTS);
            }
        }
    }

    @Test
    void aFlipInTheStoreIdStopsTheStart() throws IOException {
        byte[] contents = files.contents(StoreIdFile.FILE_NAME);
        for (int offset = 0; offset < contents.length; offset++) {
            for (int bit = 0; bit < 8; bit++) {
                assertThat(answer(StoreIdFile.FILE_NAME, offset, bit, 0)).isEqualTo(Answer.STOPS);
            }
        }
    }

    /** Flips the bit, replays, checks the records that were visited, and flips it back. */
    private Answer answer(String name, int offset, int bit, int recordsLeft) throws IOException {
        byte[] contents = files.contents(name);
        byte[] flipped = contents.clone();
        flipped[offset] ^= (byte) (1 << bit);
        files.place(name, flipped);
        Collector found = new Collector();
        try {
            ReplayReport report = JournalFixture.replay(files, CONFIG, found);
            assertThat(found.records).isEqualTo(written.subList(0, recordsLeft));
            if (report.cuts().isEmpty()) {
                return Answer.SEES_NOTHING;
            }
            assertThat(report.cuts().get(0).file()).isEqualTo(name);
            assertThat(report.cuts().get(0).offset()).isLessThanOrEqualTo(offset);
            return Answer.REPORTS;
        } catch (JournalDamagedException stopped) {
            assertThat(stopped.file()).isEqualTo(name);
            assertThat(stopped.offset()).isLessThanOrEqualTo(offset);
            assertThat(written.subList(0, found.records.size())).isEqualTo(found.records);
            return Answer.STOPS;
        } finally {
            files.killProcess();
            files.place(name, contents);
            Torture.tried(1, 1);
        }
    }
}
