package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlocksAheadTest {

    private static final int QUARTER_HOUR = 900_000;
    private static final long MARCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long END_OF_MARCH =
            Instant.parse("2026-03-31T23:45:00Z").toEpochMilli();
    private static final long APRIL = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
    private static final int COMPONENTS = 200;

    private final TestComponents components = new TestComponents();
    private final ReadingStore store = new ReadingStore(components.columns(), new StoreBudget(1L << 32));
    private final BatchWriter writer = new BatchWriter(store, new TouchedComponents(), new Indifferent(false));
    private final BlocksAhead ahead = new BlocksAhead(store);

    @BeforeEach
    void define() {
        for (int handle = 1; handle <= COMPONENTS; handle++) {
            components.define(handle, new IntervalGrid(QUARTER_HOUR, 0));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allBlocksOfABatchThatBeginsAMonthAreThereBeforeItIsAppliedAndNobodySeesThem() {
        BatchView batch = columns(MARCH, 1);
        assertThat(makeRoom(batch, Months.END_MILLIS)).isTrue();
        long ready = store.budget().usedBytes();
        assertThat(ready)
                .isEqualTo(LaneArena.bytesForFirst(COMPONENTS, IntervalBlock.slots(Months.of(MARCH), QUARTER_HOUR)));
        assertThat(store.hasData(1)).isFalse();
        assertThat(apply(batch).accepted()).isEqualTo(COMPONENTS);
        assertThat(store.budget().usedBytes()).isEqualTo(ready);
        assertThat(makeRoom(columns(MARCH + QUARTER_HOUR, 1), Months.END_MILLIS))
                .isFalse();
    }

    @Test
    void aRunThatReachesIntoTheNextMonthFindsBothMonthsReady() {
        ReadingRuns.Builder runs = ReadingRuns.newBuilder();
        for (int handle = 1; handle <= COMPONENTS; handle++) {
            runs.addHandle(handle)
                    .addStartTimeMillis(END_OF_MARCH)
                    .addCount(2)
                    .addValue(1)
                    .addValue(2);
        }
        BatchView batch = view(ReadingBatch.newBuilder().setRuns(runs).build());
        assertThat(makeRoom(batch, Months.END_MILLIS)).isTrue();
        long ready = store.budget().usedBytes();
        assertThat(store.months()).containsExactly(Months.of(END_OF_MARCH), Months.of(APRIL));
        assertThat(apply(batch).accepted()).isEqualTo(2L * COMPONENTS);
        assertThat(store.budget().usedBytes()).isEqualTo(ready);
    }

    @Test
    void whatIsRefusedAfterAllLeavesNoMemoryTaken() {
        BatchView batch = columns(MARCH, Double.NaN);
        makeRoom(batch, Months.END_MILLIS);
        assertThat(store.budget().usedBytes()).isPositive();
        assertThat(apply(batch).rejected()).isEqualTo(COMPONENTS);
        ahead.giveBackUnused();
        assertThat(store.budget().usedBytes()).isZero();
    }

    @Test
    void readingsThatWillBeRefusedForTheirTimeMakeNothing() {
        assertThat(makeRoom(columns(MARCH, 1), MARCH - 1)).isFalse();
        assertThat(ahead.look(columns(MARCH, 1), MARCH + 1, Months.END_MILLIS)).isFalse();
        assertThat(store.budget().usedBytes()).isZero();
        assertThat(store.months()).isEmpty();
    }

    private boolean makeRoom(BatchView batch, long latestMillis) {
        boolean any = ahead.look(batch, Months.BEGIN_MILLIS, latestMillis);
        ahead.addMonths();
        ahead.open();
        return any;
    }

    private static BatchView columns(long atMillis, double value) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder().setCommonTimeMillis(atMillis);
        for (int handle = 1; handle <= COMPONENTS; handle++) {
            columns.addHandle(handle).addValue(value);
        }
        return view(ReadingBatch.newBuilder().setColumns(columns).build());
    }

    private static BatchView view(ReadingBatch batch) {
        byte[] bytes = batch.toByteArray();
        BatchView view = new BatchView();
        BatchDecoder.decode(bytes, 0, bytes.length, view);
        return view;
    }

    private BatchOutcome apply(BatchView batch) {
        BatchOutcome outcome = new BatchOutcome();
        writer.apply(batch, Months.BEGIN_MILLIS, Months.END_MILLIS, outcome);
        return outcome;
    }
}
