package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionClass;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.Seeds;
import io.tidemark.server.metering.review.coverage.Coverage;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.metering.review.coverage.CoverageSpans;
import io.tidemark.server.metering.review.coverage.SpanCounts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Counting all spans of a component in one go agrees with a map of its readings, walked one by one. */
class SpanCounterTest {

    private static final int SEEDS = 400;
    private static final long DAY = 86_400_000L;
    private static final List<Integer> CONDITIONS = List.of(
            ConditionCode.REGULAR,
            ConditionCode.MANUAL,
            ConditionCode.ESTIMATED_LIKE_DAY,
            ConditionCode.OUTAGE_ZERO_FILLED,
            ConditionCode.NO_READ_DISCONNECTED);
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Europe/Stockholm"), ZoneId.of("Asia/Kathmandu"), ZoneId.of("Pacific/Apia"));

    @Test
    void counts_by_span_agree_with_a_map_of_readings() {
        Seeds.each(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            IntervalGrid grid = grid(random);
            StoreBudget budget = new StoreBudget(1L << 32);
            TestComponents components = new TestComponents();
            try (ReadingStore store = new ReadingStore(components.columns(), budget)) {
                long from = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli() + random.nextInt(80) * DAY / 4;
                long to = from + 1 + random.nextLong(100 * DAY);
                int handles = random.nextInt(1, 12);
                for (int handle = 1; handle <= handles; handle++) {
                    components.define(handle, grid);
                }
                CoverageBuckets buckets = CoverageBuckets.of(
                        ZONES.get(random.nextInt(ZONES.size())),
                        random.nextBoolean() ? CoverageBuckets.By.DAY : CoverageBuckets.By.MONTH,
                        from,
                        to);
                long due = random.nextInt(4) == 0 ? Long.MAX_VALUE : from - DAY + random.nextLong(to - from + 2 * DAY);
                CoverageSpans spans = CoverageSpans.of(buckets, grid, due);
                SpanCounter counter = store.spanCounter(grid, spans.boundsMillis());
                SpanCounts counts = new SpanCounts(spans.size());
                CoverageColumns columns = new CoverageColumns(buckets.size());
                for (int handle = 1; handle <= handles; handle++) {
                    TreeMap<Long, Integer> readings = fill(random, store, handle, grid, from, to);
                    counter.count(handle, counts);
                    Coverage.ofCounted(spans, counts, columns);
                    assertThat(rows(columns)).isDeepEqualTo(slowly(buckets, grid, due, readings));
                }
            }
        });
    }

    private static IntervalGrid grid(SplittableRandom random) {
        long length =
                List.of(900_000L, 1_800_000L, 3_600_000L, 3 * 3_600_000L, DAY).get(random.nextInt(5));
        return new IntervalGrid(length, random.nextBoolean() ? 0 : random.nextLong(length / 900_000L) * 900_000L);
    }

    private static TreeMap<Long, Integer> fill(
            SplittableRandom random, ReadingStore store, int handle, IntervalGrid grid, long from, long to) {
        TreeMap<Long, Integer> readings = new TreeMap<>();
        boolean isRegular = random.nextBoolean();
        double share = random.nextInt(3) / 2.0;
        for (long at = grid.ceil(from - 3 * DAY); at < to + 3 * DAY; at += grid.lengthMillis()) {
            if (random.nextDouble() < share) {
                int condition = isRegular || random.nextInt(5) > 0
                        ? ConditionCode.REGULAR
                        : CONDITIONS.get(random.nextInt(CONDITIONS.size()));
                store.put(handle, at, 1, condition);
                readings.put(at, condition);
            }
        }
        return readings;
    }

    private static int[][] slowly(
            CoverageBuckets buckets, IntervalGrid grid, long due, TreeMap<Long, Integer> readings) {
        int[][] rows = new int[buckets.size()][4];
        for (int row = 0; row < rows.length; row++) {
            for (long at = grid.ceil(buckets.fromMillis(row)); at < buckets.toMillis(row); at += grid.lengthMillis()) {
                Integer condition = readings.get(at);
                int column = condition == null ? 0 : column(ConditionCode.classOf(condition));
                if (column > 0) {
                    rows[row][column]++;
                }
                if (column > 0 || at < due) {
                    rows[row][0]++;
                }
            }
        }
        return rows;
    }

    private static int column(ConditionClass kind) {
        return switch (kind) {
            case REGULAR -> 1;
            case MANUAL -> 2;
            case ESTIMATED, OUTAGE -> 3;
            case MISSING, NO_READ -> 0;
        };
    }

    private static int[][] rows(CoverageColumns columns) {
        int[][] rows = new int[columns.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] =
                    new int[] {columns.expected(row), columns.measured(row), columns.manual(row), columns.estimated(row)
                    };
        }
        return rows;
    }
}
