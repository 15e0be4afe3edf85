package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
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
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TortureRow("torn-tails")
class TornTailTest {

    private static final JournalConfig CONFIG = new JournalConfig(8192, 300, 1000, 1, 2);
    private static final String FIRST = SegmentLayout.segmentName(0);
    private static final String SECOND = SegmentLayout.segmentName(8192);

    /** What may have become of everything from an offset on. */
    enum Tear {
        CUT {
            @Override
            byte[] apply(byte[] segment, int offset) {
                return Arrays.copyOf(segment, offset);
            }
        },
        ZEROS {
            @Override
            byte[] apply(byte[] segment, int offset) {
                return Arrays.copyOf(Arrays.copyOf(segment, offset), segment.length);
            }
        },
        GARBAGE {
            @Override
            byte[] apply(byte[] segment, int offset) {
                byte[] torn = segment.clone();
                SplittableRandom random = new SplittableRandom(offset);
                for (int i = offset; i < torn.length; i++) {
                    torn[i] = (byte) random.nextInt();
                }
                return torn;
            }
        },
        ONES {
            @Override
            byte[] apply(byte[] segment, int offset) {
                byte[] torn = segment.clone();
                Arrays.fill(torn, offset, torn.length, (byte) 0xFF);
                return torn;
            }
        };

        abstract byte[] apply(byte[] segment, int offset);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Tear.class)
    void aTailTornAtAnyByteIsCutAndReportedAndEveryRecordBeforeItIsThere(Tear tear) throws IOException {
        SimulatedFiles whole = new SimulatedFiles(1);
        List<Stored> written = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        try (Journal journal = open(whole, CONFIG)) {
            // Several sizes and types, groups of one and of many, and a group nobody was told of.
            int[] sizes = {0, 1, 7, 8, 9, 100, 1000, 299, 300, 301, 33, 2, 64, 5, 700};
            for (int i = 0; i < sizes.length; i++) {
                written.add(write(journal, 1 + i, sizes[i]));
                ends.add(journal.writePosition());
                if (i % 3 == 0) {
                    journal.force();
                }
            }
        }
        byte[] segment = whole.contents(FIRST);

        for (int offset = SegmentLayout.HEADER_BYTES; offset < segment.length; offset++) {
            SimulatedFiles files = whole.copy();
            byte[] torn = tear.apply(segment, offset);
            files.place(FIRST, torn);
            long left =
                    ends.stream().filter(end -> end <= lastKept(segment, torn)).count();

            Collector found = new Collector();
            ReplayReport report = JournalFixture.replay(files, CONFIG, found);
            assertThat(found.records).as("offset %d", offset).isEqualTo(written.subList(0, (int) left));
            assertThat(report.endPosition()).isLessThanOrEqualTo(lastKept(segment, torn));
            if (tear == Tear.CUT) {
                assertThat(report.cuts())
                        .anyMatch(cut -> cut.file().equals(FIRST) && cut.what().contains("short"));
            }

            Stored next;
            try (Journal journal = open(files, CONFIG)) {
                next = write(journal, 99, 50);
                journal.force();
                journal.settle();
                files.killProcess();
                List<Stored> expected = new ArrayList<>(found.records);
                expected.add(next);
                Collector again = new Collector();
                assertThat(JournalFixture.replay(files, CONFIG, again).cuts()).isEmpty();
                assertThat(again.records).as("offset %d", offset).isEqualTo(expected);
                assertThat(files.contents(FIRST)).hasSize(segment.length);
            }
            Torture.tried(1, 1);
        }
    }

    /** Offset up to which the torn segment is the whole one; a tear may happen to leave what was there. */
    private static int lastKept(byte[] segment, byte[] torn) {
        int differ = Arrays.mismatch(segment, torn);
        if (differ < 0 || differ >= torn.length && isZero(segment, differ)) {
            return segment.length;
        }
        return differ;
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Tear.class)
    void bytesInASegmentThatWasOnlyPreparedAreReportedAndCleaned(Tear tear) throws IOException {
        SimulatedFiles files = new SimulatedFiles(1);
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(files, CONFIG)) {
            written.add(write(journal, 1, 500));
        }
        byte[] prepared = files.contents(SECOND);
        for (int offset : new int[] {4096, 4097, 5000, 8184, 8191}) {
            byte[] torn = tear.apply(prepared, offset);
            files.place(SECOND, torn);

            ReplayReport report = JournalFixture.replay(files, CONFIG, new Collector());
            if (tear == Tear.ZEROS) {
                assertThat(report.cuts()).isEmpty();
            } else {
                assertThat(report.cuts()).singleElement().satisfies(cut -> {
                    assertThat(cut.file()).isEqualTo(SECOND);
                    assertThat(cut.offset()).isBetween((long) offset & -8, (long) offset);
                });
            }

            open(files, CONFIG).close();
            assertThat(files.contents(SECOND)).isEqualTo(prepared);
        }
        assertThat(records(files, CONFIG)).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Tear.class)
    void aTailTornBehindARollLeavesTheSegmentBeforeItWhole(Tear tear) throws IOException {
        SimulatedFiles whole = new SimulatedFiles(1);
        List<Stored> written = new ArrayList<>();
        try (Journal journal = open(whole, CONFIG)) {
            for (int i = 0; i < 5; i++) {
                written.add(write(journal, 1 + i, 900));
            }
        }
        byte[] second = whole.contents(SECOND);
        for (int offset = SegmentLayout.HEADER_BYTES; offset < SegmentLayout.HEADER_BYTES + 900; offset++) {
            SimulatedFiles files = whole.copy();
            files.place(SECOND, tear.apply(second, offset));

            assertThat(records(files, CONFIG)).as("offset %d", offset).isEqualTo(written.subList(0, 4));
            Torture.tried(1, 1);
        }
    }
}
