package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.journal.SegmentVerdict.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts over a journal of two full segments of three records, one of two that is being written, and an empty one. */
class JournalVerifierTest {

    private static final String FIRST = SegmentLayout.segmentName(0);
    private static final String SECOND = SegmentLayout.segmentName(8192);
    private static final String THIRD = SegmentLayout.segmentName(2 * 8192);
    private static final String FOURTH = SegmentLayout.segmentName(3 * 8192);
    private static final int RECORD_BYTES = 1024 + SegmentLayout.MARK_BYTES;

    @Test
    void eachSegmentOfAGoodJournalHasItsState() throws IOException {
        List<SegmentVerdict> verdicts = JournalVerifier.verify(DamageTest.journal());

        assertThat(verdicts)
                .containsExactly(
                        new SegmentVerdict(FIRST, 0, State.FULL, 3, 0, 4096 + 3 * RECORD_BYTES + 32, ""),
                        new SegmentVerdict(SECOND, 8192, State.FULL, 3, 0, 4096 + 3 * RECORD_BYTES + 32, ""),
                        new SegmentVerdict(THIRD, 16384, State.OPEN, 2, 0, 4096 + 2 * RECORD_BYTES, ""),
                        new SegmentVerdict(FOURTH, 24576, State.EMPTY, 0, 0, 4096, ""));
    }

    @Test
    void whereThereIsNoJournalThereIsNothingToSay() throws IOException {
        assertThat(JournalVerifier.verify(new SimulatedFiles(1))).isEmpty();
    }

    @Test
    void aBadByteInTheMiddleIsNamedWithWhatIsGoodBeforeAndBehindIt() throws IOException {
        SimulatedFiles files = DamageTest.journal();
        byte[] contents = files.contents(SECOND);
        contents[4096 + RECORD_BYTES + 500] ^= 1;
        files.place(SECOND, contents);

        SegmentVerdict verdict = JournalVerifier.verify(files).get(1);

        assertThat(verdict.state()).isEqualTo(State.DAMAGED);
        assertThat(verdict.stopsTheStart()).isTrue();
        assertThat(verdict.records()).isEqualTo(1);
        assertThat(verdict.recordsBehind()).isEqualTo(1);
        assertThat(verdict.goodBytes()).isEqualTo(4096 + RECORD_BYTES);
        assertThat(verdict.what()).contains(SECOND, "offset " + (4096 + RECORD_BYTES));
    }

    @Test
    void aTornTailIsNoReasonToStop() throws IOException {
        SimulatedFiles files = DamageTest.journal();
        byte[] contents = files.contents(THIRD);
        contents[4096 + 2 * RECORD_BYTES + 3] = 1;
        files.place(THIRD, contents);

        SegmentVerdict verdict = JournalVerifier.verify(files).get(2);

        assertThat(verdict.state()).isEqualTo(State.TORN);
        assertThat(verdict.stopsTheStart()).isFalse();
        assertThat(JournalRepair.truncate(files, SMALL)).isEmpty();
    }

    @Test
    void aSegmentThatShouldBeThereIsMissing() throws IOException {
        SimulatedFiles files = DamageTest.journal();
        files.remove(SECOND);
        files.remove(FOURTH);

        assertThat(JournalVerifier.verify(files))
                .extracting(SegmentVerdict::file, SegmentVerdict::state)
                .containsExactly(tuple(FIRST, State.FULL), tuple(SECOND, State.MISSING), tuple(THIRD, State.OPEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tidemark.server.journal.DamageTest#damages")
    void whateverStopsTheStartIsFoundAndATruncationLetsAPrefixOpenAgain(
            String name, DamageTest.Damage damage, String file, String message) throws IOException {
        List<Stored> written = JournalFixture.records(DamageTest.journal(), SMALL);
        SimulatedFiles files = DamageTest.journal();
        damage.apply(files);
        if (message.contains("older segments")) {
            // Nothing is wrong with the files: retention may have deleted the first one.
            assertThat(JournalVerifier.verify(files)).noneMatch(SegmentVerdict::stopsTheStart);
            return;
        }

        boolean anothersId = name.equals("another store's id");
        assertThat(JournalVerifier.verify(files))
                .filteredOn(SegmentVerdict::stopsTheStart)
                .extracting(SegmentVerdict::file)
                .contains(anothersId ? StoreIdFile.FILE_NAME : file);
        if (message.contains("all of them are missing")) {
            assertThatThrownBy(() -> JournalRepair.truncate(files, SMALL))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("no segment has a good header");
            return;
        }

        assertThat(JournalRepair.truncate(files, SMALL)).isNotEmpty();

        Collector found = new Collector();
        try (Journal journal = open(files, SMALL, found)) {
            boolean allLeft = file.equals(StoreIdFile.FILE_NAME) || anothersId;
            int left = allLeft ? written.size() : found.records.size();
            assertThat(found.records).isEqualTo(written.subList(0, left));
            write(journal, 5, 100);
        }
        assertThat(JournalVerifier.verify(files)).noneMatch(SegmentVerdict::stopsTheStart);
        assertThat(JournalRepair.truncate(files, SMALL)).isEmpty();
    }

    @Test
    void aTruncationMayBeStoppedAnywhereAndDoneAgain() throws IOException {
        boolean stopped = true;
        for (int call = 1; stopped; call++) {
            SimulatedFiles files = DamageTest.journal();
            List<Stored> written = new ArrayList<>(JournalFixture.records(files, SMALL));
            byte[] contents = files.contents(FIRST);
            Arrays.fill(contents, 4096 + RECORD_BYTES, 4096 + RECORD_BYTES + 16, (byte) 0);
            files.place(FIRST, contents);
            files.cutAtCall(files.calls() + call);
            try {
                JournalRepair.truncate(files, SMALL);
                stopped = false;
                files.killProcess();
            } catch (SimulatedFiles.PowerCut cut) {
                files.losePower();
            }
            JournalRepair.truncate(files, SMALL);

            assertThat(JournalFixture.records(files, SMALL)).isEqualTo(written.subList(0, 1));
        }
    }

    @Test
    void aJournalThatIsOpenIsNotTruncated() throws IOException {
        SimulatedFiles files = DamageTest.journal();
        try (Journal journal = open(files, SMALL)) {
            assertThat(journal.failed()).isFalse();
            assertThatThrownBy(() -> JournalRepair.truncate(files, SMALL)).isInstanceOf(JournalLockedException.class);
        }
    }
}
