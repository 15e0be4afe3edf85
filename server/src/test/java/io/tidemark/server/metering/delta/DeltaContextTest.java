package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How much context is enough: more of it changes nothing. */
class DeltaContextTest {

    private static final int SERIES = 20_000;
    private static final String SEED_PROPERTY = "tidemark.deltas.seed";
    private static final DeltaSettings SOURCE = DeltaSettings.of(DeltaPolicy.SOURCE);
    private static final DeltaSettings GUARDED = DeltaSettings.of(DeltaPolicy.GUARDED);

    private final DeltaKernel kernel = new DeltaKernel();

    @Test
    void theSourceNeedsTwoReadingsBeforeAndOneAfter() {
        double[] readings = {1, Double.NaN, 3, 4, 5, 6};
        assertThat(before(readings, 2, 3, SOURCE)).isFalse();
        assertThat(before(readings, 1, 3, SOURCE)).isTrue();
        assertThat(after(readings, 5, 5, SOURCE)).isFalse();
        assertThat(after(readings, 5, 6, SOURCE)).isTrue();
    }

    @Test
    void theSourceNeedsTwoValidReadingsBeforeWhenItBridges() {
        double[] readings = {1, Double.NaN, 3, 4, 5, 6};
        assertThat(before(readings, 1, 3, SOURCE.withBridgeInvalid(true))).isFalse();
        assertThat(before(readings, 0, 3, SOURCE.withBridgeInvalid(true))).isTrue();
    }

    @Test
    void theGuardedPolicyNeedsSixValidReadingsBeforeAndFiveAfterWhereARunOfZerosCountsAsOne() {
        double[] readings = {1, 2, 3, Double.NaN, 4, 0, 0, 0, 5, 6, 7, 8, 0, 0, 9, 10, 11, 12, 13};
        assertThat(before(readings, 2, 10, GUARDED)).isFalse();
        assertThat(before(readings, 1, 10, GUARDED)).isTrue();
        assertThat(after(readings, 11, 16, GUARDED)).isFalse();
        assertThat(after(readings, 11, 17, GUARDED)).isTrue();
    }

    @Test
    void readingsOlderThanTheLookBackAreNotAskedFor() {
        ReadingRange range = new ReadingRange(new long[] {0, 1_000, 7_200_001}, new double[] {1, 2, 3}, 0, 2, 3, 3);
        assertThat(DeltaContext.sufficesBefore(range, GUARDED)).isFalse();
        assertThat(DeltaContext.sufficesBefore(range, GUARDED.withLookBackMillis(7_200_000L)))
                .isTrue();
    }

    @Test
    void noMoreThanTheLimitIsAskedFor() {
        double[] readings = new double[2 * DeltaContext.READINGS_MAX + 1];
        Arrays.fill(readings, Double.NaN);
        int middle = DeltaContext.READINGS_MAX;
        assertThat(before(readings, 1, middle, GUARDED)).isFalse();
        assertThat(before(readings, 0, middle, GUARDED)).isTrue();
        assertThat(after(readings, middle + 1, readings.length - 1, GUARDED)).isFalse();
        assertThat(after(readings, middle + 1, readings.length, GUARDED)).isTrue();
    }

    @Test
    void contextBeyondTheLimitIsNotUsedEvenWhenItIsThere() {
        double[] readings = new double[DeltaContext.READINGS_MAX + 2];
        readings[0] = 1_000;
        readings[readings.length - 1] = 1_010;
        long[] at = new long[readings.length];
        Arrays.setAll(at, i -> i * 1_000L);
        DeltaColumns out = new DeltaColumns();
        int last = readings.length - 1;
        kernel.deltas(new ReadingRange(at, readings, 0, last, last + 1, last + 1), GUARDED, DeviceChanges.NONE, out);
        assertThat(out.deltas()[0]).as("the outage began before what is read").isEqualTo(1_010);
        kernel.deltas(
                new ReadingRange(at, readings, 0, last - 1, last + 1, last + 1), GUARDED, DeviceChanges.NONE, out);
        assertThat(out.deltas()[1]).as("the outage's beginning is read").isEqualTo(10);
    }

    @Test
    void aRegisterThatStandsAtZeroIsNotFollowedBack() {
        double[] readings = {1, 0, 0, 0, 0, 0, 7};
        assertThat(DeltaContext.sufficesBefore(new ReadingRange(new long[7], readings, 3, 4, 5, 6), GUARDED))
                .isTrue();
        assertThat(DeltaContext.sufficesBefore(new ReadingRange(new long[7], readings, 3, 4, 5, 7), GUARDED))
                .as("it leaves zero after the range")
                .isFalse();
    }

    @Test
    void moreContextThanEnoughChangesNoDelta() {
        Long only = Long.getLong(SEED_PROPERTY);
        for (long seed = only == null ? 0 : only; seed < (only == null ? SERIES : only + 1); seed++) {
            compareLeastWithMost(seed);
        }
    }

    private void compareLeastWithMost(long seed) {
        RandomSeries series = new RandomSeries(seed);
        DeltaSettings settings = series.settings.withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED);
        int n = series.readings.length;
        int first = series.random().nextInt(n);
        int last = series.random().nextInt(first + 1, n + 1);
        int from = first;
        int to = last;
        boolean enough = false;
        while (!enough) {
            ReadingRange range = range(series, from, first, last, to);
            boolean older = from > 0 && !DeltaContext.sufficesBefore(range, settings);
            boolean newer = to < n && !DeltaContext.sufficesAfter(range, settings);
            from -= older ? 1 : 0;
            to += newer ? 1 : 0;
            enough = !older && !newer;
        }
        DeviceChanges changes = DeviceChanges.of(series.installations);
        DeltaColumns least = new DeltaColumns();
        DeltaColumns most = new DeltaColumns();
        kernel.deltas(range(series, from, first, last, to), settings, changes, least);
        kernel.deltas(range(series, 0, first, last, n), settings, changes, most);
        for (int k = 0; k < most.size(); k++) {
            if (!DeltaReachTest.same(least, k, most, k)) {
                fail(
                        "seed %d: point %d of [%d, %d) with context [%d, %d): %s %s, with all: %s %s (replay: -D%s=%d)",
                        seed,
                        first + k,
                        first,
                        last,
                        from,
                        to,
                        least.deltas()[k],
                        least.flag(k),
                        most.deltas()[k],
                        most.flag(k),
                        SEED_PROPERTY,
                        seed);
            }
        }
    }

    private static ReadingRange range(RandomSeries series, int from, int first, int last, int to) {
        return new ReadingRange(series.atMillis, series.readings, from, first, last, to);
    }

    private static boolean before(double[] readings, int contextFrom, int first, DeltaSettings settings) {
        ReadingRange range =
                new ReadingRange(new long[readings.length], readings, contextFrom, first, first + 1, first + 1);
        return DeltaContext.sufficesBefore(range, settings.withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED));
    }

    private static boolean after(double[] readings, int last, int contextTo, DeltaSettings settings) {
        ReadingRange range = new ReadingRange(new long[readings.length], readings, last - 1, last - 1, last, contextTo);
        return DeltaContext.sufficesAfter(range, settings);
    }
}
