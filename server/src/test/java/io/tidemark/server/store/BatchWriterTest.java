package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchWriterTest {

    private static final long END_OF_MARCH =
            Instant.parse("2026-03-31T00:00:00Z").toEpochMilli();

    private final TestComponents components = new TestComponents();
    private final ReadingStore store = new ReadingStore(components.columns(), new StoreBudget(1L << 32));
    private final BatchWriter writer = new BatchWriter(store, new TouchedComponents(), new Indifferent(false));

    @AfterEach
    void close() {
        store.close();
    }

    /** The memory of a batch's next readings is looked at ahead, at the slot of the one before: it must be theirs. */
    @Test
    void componentsOfAllKindsMayStandMixedInOneBatch() {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder().setCommonTimeMillis(END_OF_MARCH);
        int count = 2_000;
        for (int handle = 1; handle <= count; handle++) {
            components.define(
                    handle,
                    switch (handle % 4) {
                        case 0 -> null;
                        case 1 -> new IntervalGrid(60_000, 0);
                        case 2 -> new IntervalGrid(900_000, 0);
                        default -> new IntervalGrid(86_400_000, 0);
                    });
            columns.addHandle(handle).addValue(handle);
        }
        for (int round = 0; round < 3; round++) {
            BatchOutcome outcome = apply(columns.build());
            assertThat(outcome.rejected()).isZero();
            assertThat(round == 0 ? outcome.accepted() : outcome.duplicate()).isEqualTo(count);
        }
        ReadingColumns.Builder later = columns.clone().setCommonTimeMillis(END_OF_MARCH + 60_000);
        assertThat(apply(later.build()).accepted()).isEqualTo(count / 2);
    }

    private BatchOutcome apply(ReadingColumns columns) {
        byte[] bytes = ReadingBatch.newBuilder().setColumns(columns).build().toByteArray();
        BatchView view = new BatchView();
        BatchDecoder.decode(bytes, 0, bytes.length, view);
        BatchOutcome outcome = new BatchOutcome();
        writer.apply(view, Months.BEGIN_MILLIS, Months.END_MILLIS, outcome);
        return outcome;
    }
}
