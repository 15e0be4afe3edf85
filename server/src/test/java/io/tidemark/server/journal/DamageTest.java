package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TortureRow("damage")
class DamageTest {

    private static final String FIRST = SegmentLayout.segmentName(0);
    private static final String SECOND = SegmentLayout.segmentName(8192);
    private static final String THIRD = SegmentLayout.segmentName(2 * 8192);
    private static final String FOURTH = SegmentLayout.segmentName(3 * 8192);
    private static final String STORE_ID = StoreIdFile.FILE_NAME;

    /** Something done to the files of a journal that has two full segments, one being written and one prepared. */
    interface Damage {
        void apply(SimulatedFiles files) throws IOException;
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a segment in the middle is missing", f -> f.remove(SECOND), SECOND, "missing between"),
                damage("the first segment is missing", f -> f.remove(FIRST), SECOND, "older segments are missing"),
                damage(
                        "the segments behind an end mark are missing",
                        f -> {
                            f.remove(THIRD);
                            f.remove(FOURTH);
                        },
                        THIRD,
                        "has an end mark"),
                damage(
                        "all segments are missing",
                        f -> Stream.of(FIRST, SECOND, THIRD, FOURTH).forEach(f::remove),
                        STORE_ID,
                        "all of them are missing"),
                damage("the store's id is missing", f -> f.remove(STORE_ID), STORE_ID, FIRST + " holds records"),
                damage(
                        "the store's id is cut",
                        f -> f.place(STORE_ID, Arrays.copyOf(f.contents(STORE_ID), 30)),
                        STORE_ID,
                        "CRC-32C"),
                damage(
                        "a segment of another store",
                        f -> f.place(SECOND, another().contents(SECOND)),
                        SECOND,
                        "belongs to store"),
                damage(
                        "another store's id",
                        f -> f.place(STORE_ID, another().contents(STORE_ID)),
                        FIRST,
                        "belongs to store"),
                damage("a segment under another's name", f -> f.place(SECOND, f.contents(FIRST)), SECOND, "renamed"),
                damage("a segment cut within its header", f -> cut(f, FIRST, 4095), FIRST, "ends within its header"),
                damage("an empty file for a segment", f -> cut(f, FIRST, 0), FIRST, "ends within its header"),
                damage("the first segment cut within a record", f -> cut(f, FIRST, 5000), FIRST, "commit mark at"),
                damage("a full segment cut to its header", f -> cut(f, SECOND, 4096), SECOND, "commit mark at"),
                damage("zeros over a record", f -> fill(f, FIRST, 4096, 24 + 1000, 0), FIRST, "commit mark at"),
                damage("a sector of zeros in a record", f -> fill(f, SECOND, 4608, 512, 0), SECOND, "commit mark at"),
                damage("garbage over a record", f -> fill(f, THIRD, 4096, 100, 0x5A), THIRD, "commit mark at"),
                damage(
                        "an older record where a newer one was",
                        f -> f.place(SECOND, spliced(f.contents(FIRST), f.contents(SECOND))),
                        SECOND,
                        "commit mark at"),
                damage(
                        "a length beyond the segment",
                        f -> fill(f, FIRST, 4096 + SegmentLayout.RECORD_LENGTH_OFFSET, 4, 0x7F),
                        FIRST,
                        "commit mark at"),
                damage(
                        "a negative length",
                        f -> fill(f, FIRST, 4096 + SegmentLayout.RECORD_LENGTH_OFFSET, 4, 0xFF),
                        FIRST,
                        "commit mark at"));
    }

    private static Arguments damage(String name, Damage damage, String file, String message) {
        return Arguments.of(name, damage, file, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damageToWhatWasPromisedStopsTheStartAndNamesTheFile(String name, Damage damage, String file, String message)
            throws IOException {
        SimulatedFiles files = journal();
        damage.apply(files);
        SimulatedFiles before = files.copy();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> {
                        try (JournalDirectory directory = JournalDirectory.open(files, SMALL)) {
                            directory.replay(0, new Collector());
                        }
                    })
                    .isInstanceOfSatisfying(
                            JournalDamagedException.class,
                            damaged -> assertThat(damaged.file()).isEqualTo(file))
                    .hasMessageContaining(file)
                    .hasMessageContaining(message);
            files.killProcess();
        }
        Torture.tried(1, 1);
        for (String left : before.list()) {
            assertThat(files.contents(left)).as("stopping changes nothing").isEqualTo(before.contents(left));
        }
    }

    static SimulatedFiles journal() throws IOException {
        SimulatedFiles files = new SimulatedFiles(1);
        try (Journal journal = open(files, SMALL)) {
            for (int i = 0; i < 8; i++) {
                write(journal, 1 + i, 1000);
                journal.force();
            }
        }
        assertThat(files.list()).containsExactly(FIRST, SECOND, THIRD, FOURTH, STORE_ID);
        return files;
    }

    private static SimulatedFiles another() throws IOException {
        return journal();
    }

    private static void cut(SimulatedFiles files, String name, int bytes) {
        files.place(name, Arrays.copyOf(files.contents(name), bytes));
    }

    private static void fill(SimulatedFiles files, String name, int offset, int bytes, int with) {
        byte[] contents = files.contents(name);
        Arrays.fill(contents, offset, offset + bytes, (byte) with);
        files.place(name, contents);
    }

    private static byte[] spliced(byte[] older, byte[] newer) {
        byte[] spliced = newer.clone();
        System.arraycopy(older, 4096, spliced, 4096, 1024);
        return spliced;
    }
}
