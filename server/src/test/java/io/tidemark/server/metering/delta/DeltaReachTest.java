package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A late or corrected reading changes its own point and the neighbours its context reaches, and no other. */
class DeltaReachTest {

    private static final int SERIES = 20_000;
    private static final String SEED_PROPERTY = "tidemark.deltas.seed";
    private static final DeltaSettings SOURCE = DeltaSettings.of(DeltaPolicy.SOURCE);
    private static final DeltaSettings GUARDED = DeltaSettings.of(DeltaPolicy.GUARDED);

    private final DeltaKernel kernel = new DeltaKernel();

    @Test
    void aReadingThatGoesOnFromTheLastReachesOnlyItself() {
        double[] readings = {1, 2, 3, 4, 5, 6, 7};
        assertThat(DeltaReach.of(readings, 0, 7, 6, 7, GUARDED)).isEqualTo(new DeltaReach(6, 7, false, true));
        assertThat(DeltaReach.of(readings, 0, 7, 6, 7, SOURCE)).isEqualTo(new DeltaReach(6, 7, false, true));
        assertThat(DeltaReach.ofAdded(readings, 0, 7, 6, GUARDED)).isEqualTo(new DeltaReach(6, 7, false, false));
        assertThat(DeltaReach.ofAdded(readings, 0, 7, 6, SOURCE)).isEqualTo(new DeltaReach(6, 7, false, false));
    }

    @Test
    void aReadingAfterARolloverReachesTheRollover() {
        double[] readings = {0, 1, 2, 3_999_900, 4_000_000, 4_000_100, 1_000, 1_100};
        assertThat(DeltaReach.of(readings, 0, 8, 7, 8, GUARDED).first()).isEqualTo(6);
        assertThat(DeltaReach.of(readings, 0, 8, 7, 8, SOURCE).first()).isEqualTo(6);
        assertThat(DeltaReach.ofAdded(readings, 0, 8, 7, GUARDED)).isEqualTo(new DeltaReach(6, 8, false, false));
        assertThat(DeltaReach.ofAdded(readings, 0, 8, 7, SOURCE)).isEqualTo(new DeltaReach(6, 8, false, false));
    }

    @Test
    void aReadingThatEndsAnOutageReachesAllOfIt() {
        double[] readings = {960, 970, 980, 990, 1_000, 1_010, 0, 0, 0, Double.NaN, 0, 0, 0, 1_080};
        assertThat(DeltaReach.of(readings, 0, 14, 13, 14, GUARDED).first()).isEqualTo(6);
        assertThat(DeltaReach.of(readings, 0, 14, 13, 14, SOURCE).first()).isEqualTo(13);
        assertThat(DeltaReach.ofAdded(readings, 0, 14, 13, GUARDED)).isEqualTo(new DeltaReach(6, 14, false, false));
    }

    @Test
    void oneMoreZeroOfAnOutageReachesOnlyItself() {
        double[] readings = {1_000, 1_010, 0, 0, 0, 0};
        assertThat(DeltaReach.ofAdded(readings, 0, 6, 5, GUARDED)).isEqualTo(new DeltaReach(5, 6, false, false));
        assertThat(DeltaReach.ofAdded(readings, 0, 4, 3, GUARDED).first())
                .as("the second zero is the first one's following interval")
                .isEqualTo(2);
    }

    @Test
    void whatIsAtHandMayNotReachBackFarEnough() {
        double[] readings = {0, 0, 0, 0, 1_080};
        assertThat(DeltaReach.ofAdded(readings, 0, 5, 4, GUARDED).needsOlder()).isTrue();
        assertThat(DeltaReach.of(readings, 0, 5, 4, 5, GUARDED).needsOlder()).isTrue();
        double[] long0 = new double[DeltaContext.READINGS_MAX + 1];
        long0[DeltaContext.READINGS_MAX] = 1_080;
        int last = DeltaContext.READINGS_MAX;
        assertThat(DeltaReach.ofAdded(long0, 0, last + 1, last, GUARDED).needsOlder())
                .isFalse();
        assertThat(DeltaReach.ofAdded(long0, 1, last + 1, last, GUARDED).needsOlder())
                .isTrue();
    }

    @Test
    void aLateReadingReachesThoseAfterItWhoseContextItIs() {
        double[] readings = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        assertThat(DeltaReach.of(readings, 0, 14, 6, 7, SOURCE)).isEqualTo(new DeltaReach(6, 9, false, false));
        assertThat(DeltaReach.of(readings, 0, 14, 6, 7, GUARDED)).isEqualTo(new DeltaReach(6, 13, false, false));
        assertThat(DeltaReach.of(readings, 0, 13, 6, 7, GUARDED)).isEqualTo(new DeltaReach(6, 13, false, true));
    }

    @Test
    void aDeletedReadingReachesThoseAfterItsPlace() {
        double[] readings = {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14};
        assertThat(DeltaReach.of(readings, 0, 13, 6, 6, SOURCE)).isEqualTo(new DeltaReach(6, 8, false, false));
        assertThat(DeltaReach.of(readings, 0, 13, 6, 6, GUARDED)).isEqualTo(new DeltaReach(6, 12, false, false));
    }

    @Test
    void noPointOutsideTheReachOfAddedReadingsMoves() {
        Long only = Long.getLong(SEED_PROPERTY);
        for (long seed = only == null ? 0 : only; seed < (only == null ? SERIES : only + 1); seed++) {
            compareBeforeAndAfterAdding(seed);
        }
    }

    private void compareBeforeAndAfterAdding(long seed) {
        RandomSeries series = new RandomSeries(seed);
        DeltaSettings settings = series.settings.withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED);
        DeviceChanges changes = DeviceChanges.of(series.installations);
        int n = series.random().nextInt(1, series.readings.length + 1);
        int addedFrom = Math.max(0, n - series.random().nextInt(1, 4));
        DeltaColumns was = new DeltaColumns();
        DeltaColumns is = new DeltaColumns();
        long[] at = series.atMillis;
        double[] readings = series.readings;
        kernel.deltas(new ReadingRange(at, readings, 0, 0, addedFrom, addedFrom), settings, changes, was);
        kernel.deltas(new ReadingRange(at, readings, 0, 0, n, n), settings, changes, is);
        int from = addedFrom;
        DeltaReach reach = DeltaReach.ofAdded(readings, from, n, addedFrom, settings);
        while (reach.needsOlder() && from > 0) {
            from--;
            reach = DeltaReach.ofAdded(readings, from, n, addedFrom, settings);
        }
        for (int i = 0; i < reach.first(); i++) {
            if (!same(is, i, was, i)) {
                fail(
                        "seed %d: point %d moved from %s %s to %s %s, outside %s of those added from %d (replay: -D%s=%d)",
                        seed,
                        i,
                        was.deltas()[i],
                        was.flag(i),
                        is.deltas()[i],
                        is.flag(i),
                        reach,
                        addedFrom,
                        SEED_PROPERTY,
                        seed);
            }
        }
    }

    @Test
    void noPointOutsideTheReachOfARandomChangeMoves() {
        Long only = Long.getLong(SEED_PROPERTY);
        for (long seed = only == null ? 0 : only; seed < (only == null ? SERIES : only + 1); seed++) {
            compareBeforeAndAfter(seed);
        }
    }

    private void compareBeforeAndAfter(long seed) {
        RandomSeries after = new RandomSeries(seed);
        DeltaSettings settings = after.settings.withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED);
        DeviceChanges changes = DeviceChanges.of(after.installations);
        SplittableRandom random = after.random();
        int n = after.readings.length;
        int changedFrom = random.nextInt(n);
        int changedTo = Math.min(n, changedFrom + random.nextInt(1, 4));

        // As it was before: the same readings with other values (or none) at the changed places, or with readings that
        // are deleted since.
        boolean inserted = random.nextBoolean();
        int removed = changedTo - changedFrom;
        int extra = random.nextInt(3);
        int m = inserted ? n - removed : n;
        long[] at = new long[m + extra];
        double[] readings = new double[m + extra];
        int size = 0;
        for (int i = 0; i <= n; i++) {
            if (i == changedTo) {
                for (int k = 0; k < extra && i > 0; k++) {
                    at[size] = after.atMillis[i - 1] + 1_000 * (k + 1);
                    readings[size++] = strange(after.readings[i - 1], random);
                }
            }
            if (i < n && !(inserted && i >= changedFrom && i < changedTo)) {
                at[size] = after.atMillis[i];
                boolean changed = i >= changedFrom && i < changedTo;
                readings[size++] = changed ? strange(after.readings[i], random) : after.readings[i];
            }
        }

        DeltaColumns was = new DeltaColumns();
        DeltaColumns is = new DeltaColumns();
        kernel.deltas(new ReadingRange(at, readings, 0, 0, size, size), settings, changes, was);
        kernel.deltas(ReadingRange.whole(after.atMillis, after.readings), settings, changes, is);
        int from = changedFrom;
        int to = changedTo;
        DeltaReach reach = DeltaReach.of(after.readings, from, to, changedFrom, changedTo, settings);
        while ((reach.needsOlder() && from > 0) || (reach.needsNewer() && to < n)) {
            from -= reach.needsOlder() && from > 0 ? 1 : 0;
            to += reach.needsNewer() && to < n ? 1 : 0;
            reach = DeltaReach.of(after.readings, from, to, changedFrom, changedTo, settings);
        }
        for (int i = 0, k = 0; i < n; i++) {
            if (i >= reach.first() && i < reach.last()) {
                continue;
            }
            while (at[k] < after.atMillis[i]) {
                k++;
            }
            if (!same(is, i, was, k)) {
                fail(
                        "seed %d: point %d moved from %s %s to %s %s, outside %s of the change [%d, %d) (replay: -D%s=%d)",
                        seed,
                        i,
                        was.deltas()[k],
                        was.flag(k),
                        is.deltas()[i],
                        is.flag(i),
                        reach,
                        changedFrom,
                        changedTo,
                        SEED_PROPERTY,
                        seed);
            }
        }
    }

    private static double strange(double reading, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> 0;
            case 2 -> reading * 0.05;
            case 3 -> reading * 12;
            case 4 -> -reading;
            default -> reading + 1;
        };
    }

    static boolean same(DeltaColumns a, int i, DeltaColumns b, int k) {
        return a.atMillis()[i] == b.atMillis()[k]
                && Double.doubleToLongBits(a.deltas()[i]) == Double.doubleToLongBits(b.deltas()[k])
                && a.flags()[i] == b.flags()[k]
                && a.methods()[i] == b.methods()[k];
    }
}
