package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingStoreTest {

    private static final int REGULAR = ConditionCode.REGULAR;
    private static final long QUARTER = 900_000L;

    private final StoreBudget budget = new StoreBudget(1L << 32);
    private final TestComponents components = new TestComponents();
    private final ReadingStore store = new ReadingStore(components.columns(), budget);

    @AfterEach
    void givesAllItsMemoryBack() {
        store.close();
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void anIntervalIsStoredOnceAndTheLaterWordWins() {
        components.define(1, new IntervalGrid(QUARTER, 0));
        long at = millis("2026-03-01T00:00:00Z");
        assertThat(store.put(1, at, 1.5, REGULAR)).isEqualTo(Put.STORED);
        assertThat(store.put(1, at, 1.5, REGULAR)).isEqualTo(Put.DUPLICATE);
        assertThat(store.put(1, at, 2.5, REGULAR)).isEqualTo(Put.REPLACED);
        assertThat(read(1, at, at + 1)).containsEntry(at, 2.5).hasSize(1);
    }

    @Test
    void anEstimateNeverReplacesAnActualAndAnActualAlwaysReplacesAnEstimate() {
        components.define(1, new IntervalGrid(QUARTER, 0));
        long at = millis("2026-03-01T00:00:00Z");
        assertThat(store.put(1, at, 9, ConditionCode.ESTIMATED_LIKE_DAY)).isEqualTo(Put.STORED);
        assertThat(store.conditionAt(1, at)).isEqualTo(ConditionCode.ESTIMATED_LIKE_DAY);
        assertThat(store.put(1, at, 1, REGULAR)).isEqualTo(Put.REPLACED);
        assertThat(store.put(1, at, 7, ConditionCode.ESTIMATED_LIKE_DAY)).isEqualTo(Put.ESTIMATE_BELOW_ACTUAL);
        assertThat(store.conditionAt(1, at)).isEqualTo(REGULAR);
        assertThat(read(1, at, at + 1)).containsEntry(at, 1.0);
    }

    @Test
    void anHourlyGridInKathmanduBeginsAQuarterPastAndCrossesMonthsWithoutLoss() {
        IntervalGrid grid = IntervalGrid.anchoredAtStandardMidnight(3_600_000L, 5 * 3600 + 45 * 60);
        assertThat(grid.phaseMillis()).isEqualTo(15 * 60_000L);
        components.define(1, grid);
        long from = millis("2026-01-31T20:15:00Z");
        for (int i = 0; i < 10; i++) {
            assertThat(store.put(1, from + i * 3_600_000L, i, REGULAR)).isEqualTo(Put.STORED);
        }
        assertThat(read(1, from, from + 10 * 3_600_000L)).hasSize(10).containsEntry(from + 9 * 3_600_000L, 9.0);
        assertThat(store.latest(1)).isEqualTo(from + 10 * 3_600_000L);
        assertThat(store.presence(1).nextMissing(from, from + 20 * 3_600_000L)).isEqualTo(from + 10 * 3_600_000L);
    }

    @Test
    void aMonthMayOutgrowItsFirstMap() {
        long at = millis("2026-03-01T00:00:00Z");
        components.define(1, new IntervalGrid(QUARTER, 0));
        store.put(1, at, 1, REGULAR);
        for (int handle = 2; handle <= 1_000; handle++) {
            components.define(handle, new IntervalGrid(QUARTER, 0));
            store.put(handle, at, handle, REGULAR);
        }
        for (int handle = 1; handle <= 1_000; handle++) {
            assertThat(read(handle, at, at + 1)).containsEntry(at, (double) handle);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000, 900_000, 3_600_000, 86_400_000})
    void whateverIsPutAndDeletedTheStoreAgreesWithAPlainMap(long lengthMillis) {
        for (long seed = 1; seed <= 40; seed++) {
            agreesWithAPlainMap(seed, lengthMillis);
        }
    }

    private void agreesWithAPlainMap(long seed, long lengthMillis) {
        SplittableRandom random = new SplittableRandom(seed * 31 + lengthMillis);
        int handle = (int) seed;
        IntervalGrid grid =
                lengthMillis == 0 ? null : new IntervalGrid(lengthMillis, random.nextLong(lengthMillis / 1000) * 1000);
        components.define(handle, grid);
        TreeMap<Long, Double> model = new TreeMap<>();
        TreeMap<Long, Integer> codes = new TreeMap<>();
        long origin = millis("2025-11-20T00:00:00Z");
        long span = lengthMillis == 86_400_000L ? 200 * 86_400_000L : 40 * 86_400_000L;
        for (int i = 0; i < 400; i++) {
            long at = origin + random.nextLong(span);
            at = grid == null ? at : grid.ceil(at);
            String what = "seed " + seed + ", length " + lengthMillis + ", step " + i;
            if (random.nextInt(20) == 0) {
                long to = at + random.nextLong(3 * 86_400_000L);
                int expected = model.subMap(at, to).size();
                assertThat(store.delete(handle, at, to)).as(what).isEqualTo(expected);
                model.subMap(at, to).clear();
                codes.subMap(at, to).clear();
                continue;
            }
            int run = 1 + random.nextInt(30);
            for (int k = 0; k < run; k++, at += grid == null ? 1 + random.nextInt(5_000_000) : lengthMillis) {
                double value = random.nextInt(3);
                int code = random.nextInt(8) == 0 ? ConditionCode.ESTIMATED_LIKE_DAY : REGULAR;
                Integer old = codes.get(at);
                Put expected = old == null
                        ? Put.STORED
                        : old == code && model.get(at) == value
                                ? Put.DUPLICATE
                                : ConditionCode.mayReplace(old, code) ? Put.REPLACED : Put.ESTIMATE_BELOW_ACTUAL;
                assertThat(store.put(handle, at, value, code)).as(what).isEqualTo(expected);
                if (expected == Put.STORED || expected == Put.REPLACED) {
                    model.put(at, value);
                    codes.put(at, code);
                }
            }
        }
        compare("seed " + seed + ", length " + lengthMillis, handle, grid, model, codes, origin, span, random);
    }

    private void compare(
            String what,
            int handle,
            IntervalGrid grid,
            TreeMap<Long, Double> model,
            TreeMap<Long, Integer> codes,
            long origin,
            long span,
            SplittableRandom random) {
        assertThat(read(handle, 0, Months.END_MILLIS)).as(what).isEqualTo(model);
        for (Map.Entry<Long, Integer> entry : codes.entrySet()) {
            assertThat(store.conditionAt(handle, entry.getKey())).as(what).isEqualTo(entry.getValue());
        }
        assertThat(store.latest(handle))
                .as(what)
                .isEqualTo(
                        model.isEmpty()
                                ? ReadingStore.NONE
                                : model.lastKey() + (grid == null ? 0 : grid.lengthMillis()));
        InstantSeries instants = store.instants(handle);
        for (int i = 0; i < 60; i++) {
            long at = origin + random.nextLong(span);
            long to = at + random.nextLong(20 * 86_400_000L);
            assertThat(read(handle, at, to)).as(what).isEqualTo(new TreeMap<>(model.subMap(at, to)));
            Long next = model.ceilingKey(at);
            Long before = model.floorKey(at);
            assertThat(instants.firstAtOrAfter(at)).as(what).isEqualTo(next == null ? InstantSeries.NONE_AFTER : next);
            assertThat(instants.lastAtOrBefore(at))
                    .as(what)
                    .isEqualTo(before == null ? InstantSeries.NONE_BEFORE : before);
            int max = 1 + random.nextInt(5);
            ReadingColumns last = new ReadingColumns();
            store.copyLastBefore(handle, to, at, max, last);
            assertThat(times(last))
                    .as(what)
                    .containsExactlyElementsOf(model.subMap(at, true, to, false).descendingMap().keySet().stream()
                            .limit(max)
                            .sorted()
                            .toList());
            ReadingColumns first = new ReadingColumns();
            store.copyFirstAfter(handle, at, to, max, first);
            assertThat(times(first))
                    .as(what)
                    .containsExactlyElementsOf(
                            model.subMap(at, to).keySet().stream().limit(max).toList());
            if (grid != null) {
                compareIntervals(what, handle, grid, model, grid.ceil(at), grid.ceil(to));
            }
        }
    }

    private void compareIntervals(
            String what, int handle, IntervalGrid grid, TreeMap<Long, Double> model, long from, long to) {
        assertThat(store.countPresent(handle, from, to))
                .as(what)
                .isEqualTo(model.subMap(from, to).size());
        Long present = model.ceilingKey(from);
        assertThat(store.presence(handle).nextPresent(from, to))
                .as(what)
                .isEqualTo(present == null || present >= to ? to : present);
        long missing = from;
        while (missing < to && model.containsKey(missing)) {
            missing += grid.lengthMillis();
        }
        assertThat(store.presence(handle).nextMissing(from, to)).as(what).isEqualTo(missing);
    }

    private java.util.List<Long> times(ReadingColumns columns) {
        return java.util.Arrays.stream(columns.atMillis, 0, columns.count)
                .boxed()
                .toList();
    }

    private TreeMap<Long, Double> read(int handle, long from, long to) {
        ReadingColumns columns = new ReadingColumns();
        store.copy(handle, from, to, columns);
        TreeMap<Long, Double> readings = new TreeMap<>();
        for (int i = 0; i < columns.count; i++) {
            readings.put(columns.atMillis[i], columns.value[i]);
        }
        return readings;
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
