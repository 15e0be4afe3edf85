package io.tidemark.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.ingest.Recovery;
import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.shard.State;
import io.tidemark.server.shard.StateImage;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.server.whole.EveryRecordType;
import io.tidemark.server.whole.EveryRecordType.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A segment with records of every type that a server writes, torn at every byte and with every bit flipped: what is left is
 * a first part of them, and the state made of it is the one that was there after that part.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TortureRow("torn-tails")
class TornStateTest {

    private static final JournalConfig CONFIG = new JournalConfig(1 << 16, 1 << 12, 1 << 14, 1, 2);
    private static final String FIRST = SegmentLayout.segmentName(0);
    private static final long BUDGET_BYTES = 1L << 27;

    private final List<Stored> written = new ArrayList<>();
    private final List<String> imageAfter = new ArrayList<>();
    private final SimulatedFiles whole = new SimulatedFiles(1);
    private int endOffset;

    @BeforeAll
    void aSegmentWithEveryTypeOfRecord(@TempDir Path directory) throws IOException {
        EveryRecordType.make(directory);
        List<Written> records = EveryRecordType.records(directory);
        Set<Integer> types = records.stream().map(Written::type).collect(Collectors.toSet());
        assertThat(types).isEqualTo(EveryRecordType.TYPES);
        try (State state = new State(new StoreBudget(BUDGET_BYTES));
                Journal journal = JournalFixture.open(whole, CONFIG)) {
            imageAfter.add(StateImage.of(state));
            for (Written record : records) {
                long position = journal.write(record.type(), record.payload(), 0, record.payload().length);
                written.add(Stored.of(record.type(), position, record.payload()));
                journal.force();
                state.apply(record.type(), record.payload(), 0, record.payload().length);
                imageAfter.add(StateImage.of(state));
            }
            endOffset = (int) journal.writePosition();
        }
        assertThat(whole.list()).contains(FIRST);
        assertThat(endOffset).isLessThan(CONFIG.segmentBytes());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(TornTailTest.Tear.class)
    void aTailTornAtAnyByteLeavesTheStateThatWasThereAfterTheRecordsBeforeIt(TornTailTest.Tear tear)
            throws IOException {
        byte[] segment = whole.contents(FIRST);
        int checked = -1;
        for (int offset = SegmentLayout.HEADER_BYTES; offset <= endOffset; offset++) {
            SimulatedFiles files = whole.copy();
            files.place(FIRST, tear.apply(segment, offset));
            Collector found = new Collector();
            JournalFixture.replay(files, CONFIG, found);
            int left = found.records.size();
            assertThat(found.records).as("offset %d", offset).isEqualTo(written.subList(0, left));
            assertThat(left).isGreaterThanOrEqualTo(endingBefore(offset));
            files.killProcess();
            // The same records make the same state: once for each number of them.
            if (left != checked) {
                checked = left;
                assertThat(recovered(files)).as("offset %d", offset).isEqualTo(imageAfter.get(left));
            }
            Torture.tried(1, 1);
        }
    }

    @Test
    void everyFlippedBitOfTheRecordsIsNoticedAndWhatIsBeforeItIsAsItWas() throws IOException {
        byte[] segment = whole.contents(FIRST);
        int step = Torture.count(5, 1);
        for (int bit = SegmentLayout.HEADER_BYTES * 8; bit < endOffset * 8; bit += step) {
            SimulatedFiles files = whole.copy();
            byte[] flipped = segment.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            files.place(FIRST, flipped);
            Collector found = new Collector();
            boolean isNoticed;
            try {
                isNoticed = !JournalFixture.replay(files, CONFIG, found).cuts().isEmpty();
            } catch (JournalDamagedException stopped) {
                assertThat(stopped.file()).isEqualTo(FIRST);
                isNoticed = true;
            }
            assertThat(isNoticed).as("bit %d of byte %d", bit % 8, bit / 8).isTrue();
            assertThat(found.records).isEqualTo(written.subList(0, found.records.size()));
            Torture.tried(1, 1);
        }
    }

    private int endingBefore(int offset) {
        return (int) written.stream()
                .filter(record -> record.position()
                                + SegmentLayout.recordBytes(record.payload().remaining())
                        <= offset)
                .count();
    }

    private static String recovered(SimulatedFiles files) throws IOException {
        try (State state = new State(new StoreBudget(BUDGET_BYTES))) {
            JournalFixture.replay(files, CONFIG, new Recovery(state));
            files.killProcess();
            return StateImage.of(state);
        }
    }
}
