package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.Seeds;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Values of components that lie side by side are read in one go, and are those that each has by itself. */
class ReadTogetherTest {

    private static final int SEEDS = 40;
    private static final int HANDLES = 24;
    private static final long QUARTER = 900_000;
    private static final long MARCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final IntervalGrid QUARTERS = new IntervalGrid(QUARTER, 0);

    @Test
    void values_read_together_are_those_that_each_component_has() {
        Seeds.each(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            TestComponents components = new TestComponents();
            try (ReadingStore store = new ReadingStore(components.columns(), new StoreBudget(1L << 30))) {
                fill(random, components, store);
                for (int k = 0; k < 40; k++) {
                    check(random, store);
                    checkLater(random, store);
                }
            }
        });
    }

    private static void fill(SplittableRandom random, TestComponents components, ReadingStore store) {
        int[] order = shuffled(random, random.nextInt(4));
        boolean isWhole = random.nextBoolean();
        for (int handle : order) {
            components.define(handle, grid(random));
        }
        for (int handle : order) {
            IntervalGrid grid = store.grid(handle);
            long step = grid == null ? QUARTER : grid.lengthMillis();
            long phase = grid == null ? 0 : grid.phaseMillis();
            int last = random.nextInt(8) == 0 ? random.nextInt(-40, 40) : 20;
            for (long at = MARCH - 40 * step + phase; at < MARCH + last * step; at += step) {
                if (isWhole || random.nextInt(100) > 0) {
                    int condition = random.nextInt(200) == 0 ? ConditionCode.MANUAL : ConditionCode.REGULAR;
                    store.put(handle, at, random.nextInt(1_000), condition);
                }
            }
        }
    }

    private static IntervalGrid grid(SplittableRandom random) {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> new IntervalGrid(4 * QUARTER, QUARTER);
            case 2 -> new IntervalGrid(4 * QUARTER, 0);
            default -> QUARTERS;
        };
    }

    /** All handles, with so many of them out of their place. */
    private static int[] shuffled(SplittableRandom random, int swaps) {
        int[] handles = new int[HANDLES];
        Arrays.setAll(handles, i -> i + 1);
        for (int k = 0; k < swaps; k++) {
            int one = random.nextInt(HANDLES);
            int other = random.nextInt(HANDLES);
            int handle = handles[one];
            handles[one] = handles[other];
            handles[other] = handle;
        }
        return handles;
    }

    private static void check(SplittableRandom random, ReadingStore store) {
        int[] list = shuffled(random, random.nextInt(3));
        int first = random.nextInt(HANDLES);
        IntervalGrid grid = store.grid(list[first]);
        if (grid == null) {
            return;
        }
        int most = random.nextInt(1, 1 + Math.min(10, HANDLES - first));
        int count = random.nextInt(1, 30);
        long from = grid.ceil(MARCH + (random.nextInt(70) - 42) * grid.lengthMillis());
        double[] into = new double[most * count];
        int read = store.copyWhole(list, first, most, from, count, into);
        assertThat(read).isBetween(0, most);
        ReadingColumns alone = new ReadingColumns();
        for (int k = 0; k < Math.max(1, read); k++) {
            alone.clear();
            store.copy(list[first + k], from, from + count * grid.lengthMillis(), alone);
            if (read == 0) {
                assertThat(alone.count).isLessThan(count);
            } else {
                assertThat(Arrays.copyOf(alone.value, alone.count))
                        .isEqualTo(Arrays.copyOfRange(into, k * count, (k + 1) * count));
            }
        }
    }

    private static void checkLater(SplittableRandom random, ReadingStore store) {
        int[] list = shuffled(random, random.nextInt(3));
        int first = random.nextInt(HANDLES);
        IntervalGrid grid = store.grid(list[first]);
        int count = 0;
        while (grid != null && first + count < HANDLES && store.grid(list[first + count]) == grid) {
            count++;
        }
        if (count == 0) {
            return;
        }
        long from = grid.ceil(MARCH + random.nextInt(-42, 45) * QUARTER);
        int without = 0;
        while (without < count
                && store.instants(list[first + without]).firstAtOrAfter(from) == InstantSeries.NONE_AFTER) {
            without++;
        }
        assertThat(store.withoutLater(list, first, count, from)).isEqualTo(without);
    }

    @Test
    void eight_neighbours_are_read_at_once_and_from_within_a_line_those_that_are_left() {
        TestComponents components = new TestComponents();
        try (ReadingStore store = new ReadingStore(components.columns(), new StoreBudget(1L << 30))) {
            int[] list = new int[100];
            for (int i = 0; i < list.length; i++) {
                list[i] = i + 1;
                components.define(i + 1, QUARTERS);
                store.put(i + 1, MARCH, i, ConditionCode.REGULAR);
            }
            double[] into = new double[list.length];
            assertThat(store.copyWhole(list, 0, 100, MARCH, 1, into)).isEqualTo(8);
            assertThat(store.copyWhole(list, 3, 97, MARCH, 1, into)).isEqualTo(5);
            assertThat(store.copyWhole(list, 72, 100 - 72, MARCH, 1, into)).isEqualTo(8);
            assertThat(Arrays.copyOf(into, 8)).containsExactly(72, 73, 74, 75, 76, 77, 78, 79);
            store.delete(76, MARCH, MARCH + 1);
            assertThat(store.copyWhole(list, 72, 100 - 72, MARCH, 1, into)).isEqualTo(3);
            assertThat(store.copyWhole(list, 75, 100 - 75, MARCH, 1, into)).isZero();
        }
    }
}
