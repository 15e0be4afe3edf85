package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Stretches of readings come to the same as their readings one by one: a store whose listener wants to hear of every change
 * takes no stretch, so the same batches into two stores have to come to the same outcomes and the same contents.
 */
class PlainReadingsTest {

    private static final int SEEDS = Integer.getInteger("tidemark.seeds", 150);
    private static final int COMPONENTS = 400;
    private static final int BATCHES = 60;
    private static final int BATCH_READINGS_MAX = 300;
    private static final long QUARTER = 900_000L;
    private static final long BEGIN = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();

    @Test
    void a_stretch_stores_what_its_readings_store_one_by_one() {
        Integer only = Integer.getInteger("tidemark.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
            check(seed);
        }
    }

    private static void check(int seed) {
        Random random = new Random(seed);
        TestComponents components = components(random);
        TouchedComponents fastTouched = touched();
        TouchedComponents slowTouched = touched();
        try (ReadingStore fast = new ReadingStore(components.columns(), new StoreBudget(1L << 33));
                ReadingStore slow = new ReadingStore(components.columns(), new StoreBudget(1L << 33))) {
            BatchWriter stretches = new BatchWriter(fast, fastTouched, new Indifferent(false));
            BatchWriter single = new BatchWriter(slow, slowTouched, new Indifferent(true));
            for (int batch = 0; batch < BATCHES; batch++) {
                byte[] bytes = ReadingBatch.newBuilder()
                        .setColumns(columns(random, batch))
                        .build()
                        .toByteArray();
                BatchView view = new BatchView();
                BatchDecoder.decode(bytes, 0, bytes.length, view);
                String where = "seed " + seed + ", batch " + batch;
                assertThat(outcome(stretches, view)).as(where).isEqualTo(outcome(single, view));
                if (random.nextInt(10) == 0) {
                    int handle = 1 + random.nextInt(COMPONENTS);
                    long from = BEGIN + random.nextInt(40) * QUARTER;
                    long to = from + random.nextInt(200) * QUARTER;
                    assertThat(fast.delete(handle, from, to)).as(where).isEqualTo(slow.delete(handle, from, to));
                }
            }
            for (int handle = 1; handle <= COMPONENTS; handle++) {
                assertThat(contents(fast, handle))
                        .as("seed %s, handle %s", seed, handle)
                        .isEqualTo(contents(slow, handle));
                assertThat(fastTouched.isMarked(handle)).isEqualTo(slowTouched.isMarked(handle));
            }
            assertThat(fast.budget().usedBytes()).isEqualTo(slow.budget().usedBytes());
        }
    }

    private static TouchedComponents touched() {
        TouchedComponents touched = new TouchedComponents();
        touched.ensureHandles(COMPONENTS + 1);
        return touched;
    }

    private static TestComponents components(Random random) {
        TestComponents components = new TestComponents();
        for (int handle = 1; handle <= COMPONENTS; handle++) {
            int kind = random.nextInt(60);
            components.define(
                    handle,
                    switch (kind) {
                        case 0 -> null;
                        case 1 -> new IntervalGrid(60_000, 0);
                        case 2 -> new IntervalGrid(QUARTER, 300_000);
                        default -> new IntervalGrid(QUARTER, 0);
                    });
            if (kind == 3) {
                components.install(handle, BEGIN, BEGIN + 20 * QUARTER);
            }
        }
        return components;
    }

    /** Mostly what head-ends send: the next instant of many components, in their order; now and then everything else. */
    private static ReadingColumns columns(Random random, int batch) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        int rows = 1 + random.nextInt(BATCH_READINGS_MAX);
        int first = 1 + random.nextInt(COMPONENTS);
        int oddIn = random.nextBoolean() ? 1_000 : 30;
        boolean hasTimes = random.nextInt(3) > 0;
        boolean hasConditions = random.nextInt(3) > 0;
        long at = BEGIN + (random.nextInt(8) == 0 ? random.nextInt(60) : batch) * QUARTER;
        if (!hasTimes) {
            columns.setCommonTimeMillis(at);
        }
        for (int row = 0; row < rows; row++) {
            int odd = random.nextInt(oddIn);
            columns.addHandle(odd == 0 ? random.nextInt(COMPONENTS + 20) - 5 : 1 + (first + row) % COMPONENTS);
            columns.addValue(odd == 1 ? Double.NaN : odd == 2 ? Double.NEGATIVE_INFINITY : random.nextInt(4));
            if (hasTimes) {
                columns.addTimeMillis(odd == 3 ? at + 1 : odd == 4 ? at + QUARTER : at);
            }
            if (hasConditions) {
                columns.addCondition(odd == 5 ? 301_000 : odd == 6 ? 7 : 501_000);
            }
        }
        return columns.build();
    }

    private static String outcome(BatchWriter writer, BatchView view) {
        BatchOutcome outcome = new BatchOutcome();
        writer.apply(view, Months.BEGIN_MILLIS, BEGIN + 80 * QUARTER, outcome);
        StringBuilder text = new StringBuilder("accepted " + outcome.accepted() + " duplicate " + outcome.duplicate());
        for (int k = 0; k < outcome.rejected(); k++) {
            text.append(" rejected ")
                    .append(outcome.rejectedIndex(k))
                    .append(' ')
                    .append(outcome.rejectedReason(k));
        }
        for (int k = 0; k < outcome.noticed(); k++) {
            text.append(" noticed ").append(outcome.noticedIndex(k)).append(' ').append(outcome.notice(k));
        }
        return text.toString();
    }

    private static String contents(ReadingStore store, int handle) {
        io.tidemark.server.store.ReadingColumns all = new io.tidemark.server.store.ReadingColumns();
        store.copy(handle, Months.BEGIN_MILLIS, Months.END_MILLIS, all);
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < all.count; k++) {
            text.append(all.atMillis[k]).append('=').append(all.value[k]).append('/');
            text.append(all.condition[k]).append(' ');
        }
        return text.toString();
    }
}
