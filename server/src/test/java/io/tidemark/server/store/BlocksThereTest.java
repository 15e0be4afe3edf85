package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick look says that a stretch's blocks are there only when a look at each reading says the same. */
class BlocksThereTest {

    private static final long HOUR = 3_600_000L;
    private static final long APRIL = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
    private static final int HANDLES = 300;

    private final TestComponents components = new TestComponents();

    @Test
    void aStretchIsPassedOverOnlyWhenNoReadingOfItMakesABlock() {
        int passed = 0;
        int stopped = 0;
        int calm = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReadingStore store = new ReadingStore(components.columns(), new StoreBudget(1L << 30));
            try {
                boolean isCalm = random.nextBoolean();
                define(store, random, isCalm);
                BatchView batch = batch(random, isCalm);
                boolean makesNone = true;
                for (int from = 0; from < batch.rows(); from += PlainReadings.STRETCH) {
                    int to = Math.min(batch.rows(), from + PlainReadings.STRETCH);
                    boolean areThere = BlocksThere.areThere(batch, from, to, store);
                    boolean isNoneMade = makesNone(batch, from, to, store);
                    assertThat(areThere && !isNoneMade).as("seed %d", seed).isFalse();
                    makesNone &= isNoneMade;
                    passed += areThere ? 1 : 0;
                    stopped += areThere ? 0 : 1;
                    calm += isCalm && areThere ? 1 : 0;
                }
                assertThat(NewBlocks.of(batch, store, Long.MIN_VALUE, Long.MAX_VALUE) == null)
                        .as("seed %d", seed)
                        .isEqualTo(makesNone);
            } finally {
                store.close();
            }
        }
        assertThat(passed).isGreaterThan(300);
        assertThat(stopped).isGreaterThan(300);
        assertThat(calm).isGreaterThan(300);
    }

    private void define(ReadingStore store, SplittableRandom random, boolean isCalm) {
        int odd = isCalm ? 300 : 12;
        for (int handle = 1; handle < HANDLES; handle++) {
            IntervalGrid grid = switch (random.nextInt(odd)) {
                case 0 -> null;
                case 1 -> new IntervalGrid(HOUR, HOUR / 2);
                default -> new IntervalGrid(HOUR, 0);
            };
            components.define(handle, grid);
            if (random.nextInt(odd * 4) != 0) {
                long phase = grid == null ? 0 : grid.phaseMillis();
                store.put(handle, APRIL + phase, 1, ConditionCode.REGULAR);
                if (random.nextInt(8) == 0) {
                    store.put(handle, APRIL + phase - HOUR, 1, ConditionCode.REGULAR);
                }
            }
        }
    }

    private static BatchView batch(SplittableRandom random, boolean isCalm) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        int rows = random.nextInt(1, 200);
        int first = random.nextInt(1, HANDLES - rows + 1);
        // Half an hour into the month, some read at the end of the one before.
        long at = APRIL + random.nextInt(-1, 3) * HOUR;
        boolean hasCommonTime = random.nextBoolean();
        if (hasCommonTime) {
            columns.setCommonTimeMillis(at);
        }
        for (int row = 0; row < rows; row++) {
            int handle = isCalm || random.nextInt(40) != 0 ? first + row : random.nextInt(-3, HANDLES + 50);
            columns.addHandle(handle).addValue(row);
            if (!hasCommonTime) {
                columns.addTimeMillis(isCalm || random.nextInt(60) != 0 ? at : Long.MAX_VALUE - row);
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

    private boolean makesNone(BatchView batch, int from, int to, ReadingStore store) {
        for (int row = from; row < to; row++) {
            int handle = batch.handle(row);
            if (!components.columns().isRegistered(handle)) {
                continue;
            }
            IntervalGrid grid = components.columns().grid(handle);
            long at = batch.timeMillis(row);
            if (grid == null || MemoryNeed.isStorable(at) && !store.hasBlock(handle, at)) {
                return false;
            }
        }
        return true;
    }
}
