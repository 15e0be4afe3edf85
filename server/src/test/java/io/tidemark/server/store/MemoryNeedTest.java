package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

    private static final long MINUTE = 60_000L;
    private static final long MARCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long BLOCK_OF_MINUTES =
            LaneArena.bytesForFirst(1, IntervalBlock.slots(Months.of(MARCH), (int) MINUTE));

    private final TestComponents components = new TestComponents();
    private ReadingStore store;

    @AfterEach
    void closes() {
        store.close();
    }

    private MemoryNeed need(long bytesMax) {
        store = new ReadingStore(components.columns(), new StoreBudget(bytesMax));
        components.define(1, new IntervalGrid(MINUTE, 0));
        components.define(2, new IntervalGrid(MINUTE, 0));
        return new MemoryNeed(store);
    }

    private static BatchView minutes(int handles, int readingsEach) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < readingsEach; i++) {
            for (int handle = 1; handle <= handles; handle++) {
                columns.addHandle(handle).addTimeMillis(MARCH + i * MINUTE).addValue(i);
            }
        }
        byte[] bytes = ReadingBatch.newBuilder()
                .setSequence(1)
                .setColumns(columns)
                .build()
                .toByteArray();
        BatchView view = new BatchView();
        BatchDecoder.decode(bytes, 0, bytes.length, view);
        return view;
    }

    @Test
    void tenThousandReadingsOfTwoComponentsInOneMonthNeedOneBlockThatTheyShare() {
        MemoryNeed need = need(BLOCK_OF_MINUTES);
        assertThat(need.promise(minutes(2, 5_000))).isEqualTo(BLOCK_OF_MINUTES);
    }

    @Test
    void oneBlockTooManyIsRefused() {
        MemoryNeed need = need(BLOCK_OF_MINUTES - 1);
        assertThatThrownBy(() -> need.promise(minutes(2, 5_000)))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.reason()).isEqualTo("STORE_FULL"));
    }

    @Test
    void batchesInFlightThatWillFillTheSameBlockArePromisedItOnce() {
        MemoryNeed need = need(BLOCK_OF_MINUTES);
        long first = need.promise(minutes(1, 10));
        assertThat(first).isEqualTo(BLOCK_OF_MINUTES);
        for (int k = 0; k < 100; k++) {
            assertThat(need.promise(minutes(2, 10))).isZero();
        }
        store.budget().release(first);
        // Nothing was made, and nobody has a promise any more: the next one is promised anew.
        assertThat(need.promise(minutes(2, 10))).isEqualTo(BLOCK_OF_MINUTES);
    }

    @Test
    void aBlockIsNotCountedTwiceWhileTheBatchThatMadeItStillHasItsPromise() {
        MemoryNeed need = need(2 * BLOCK_OF_MINUTES);
        StoreBudget budget = store.budget();
        long promised = need.promise(minutes(2, 10));
        budget.use(BLOCK_OF_MINUTES);
        assertThat(budget.tryPromise(BLOCK_OF_MINUTES + 1)).isFalse();
        assertThat(budget.tryPromise(BLOCK_OF_MINUTES)).isTrue();
        budget.release(promised);
        assertThat(budget.tryPromise(1)).isFalse();
        assertThat(budget.tryPromise(0)).isTrue();
        budget.release(BLOCK_OF_MINUTES);
        assertThat(budget.tryPromise(BLOCK_OF_MINUTES)).isTrue();
    }
}
