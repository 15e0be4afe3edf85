package io.tidemark.server.metering.delta;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A register's life from one seed: growth, overflows, resets, dips, zero-filled outages, invalid readings, sign changes,
 * swaps, and settings to go with it. The same seed gives the same series.
 */
final class RandomSeries {

    private static final double[] RATIOS = {0.1, 0.1, 0.1, 0.5, 0.02, 1};
    private static final double[] CAPACITIES = {100_000, 1_000, 838_860.8, 10_000};
    private static final long[] LOOK_BACKS = {DeltaSettings.LOOK_BACK_UNLIMITED, 7_200_000L, 0, 1_800_000L};

    final long[] atMillis;
    final double[] readings;
    final DeltaSettings settings;
    final List<Installation> installations;

    private final SplittableRandom random;
    private final double step;
    private final double capacity;

    RandomSeries(long seed) {
        this(seed, new SplittableRandom(seed).nextInt(10) == 0 ? 300 : 40);
    }

    RandomSeries(long seed, int lengthMax) {
        random = new SplittableRandom(seed);
        random.nextInt();
        int decimals = random.nextInt(-1, 4);
        double unit = decimals < 0 ? 0 : Math.pow(10, -decimals);
        step = random.nextBoolean() ? 10 : 1_000;
        capacity = CAPACITIES[random.nextInt(CAPACITIES.length)];
        double sign = random.nextInt(4) == 0 ? -1 : 1;
        atMillis = new long[random.nextInt(1, lengthMax + 1)];
        readings = new double[atMillis.length];
        int trouble = random.nextInt(3, 40);
        fillTimes();
        fillReadings(trouble, sign, unit);
        if (random.nextInt(8) == 0) {
            standAtZero();
        }
        settings = new DeltaSettings(
                random.nextInt(3) == 0 ? DeltaPolicy.SOURCE : DeltaPolicy.GUARDED,
                RATIOS[random.nextInt(RATIOS.length)],
                LOOK_BACKS[random.nextInt(LOOK_BACKS.length)],
                random.nextInt(3) == 0,
                random.nextBoolean() ? capacity : Double.NaN,
                decimals,
                random.nextInt(3) == 0 ? step * random.nextInt(1, 40) : Double.NaN);
        installations = random.nextInt(3) == 0 ? swaps(unit) : List.of();
    }

    /** A range with context somewhere in the series. */
    ReadingRange anyRange() {
        int n = readings.length;
        int first = random.nextInt(n + 1);
        int last = random.nextInt(first, n + 1);
        if (random.nextInt(3) == 0) {
            return new ReadingRange(atMillis, readings, 0, 0, n, n);
        }
        int contextFrom = random.nextInt(first + 1);
        int contextTo = random.nextInt(last, n + 1);
        return new ReadingRange(atMillis, readings, contextFrom, first, last, contextTo);
    }

    SplittableRandom random() {
        return random;
    }

    private void fillTimes() {
        long at = random.nextInt(1_000) * 900_000L;
        boolean regular = random.nextBoolean();
        for (int i = 0; i < atMillis.length; i++) {
            atMillis[i] = at;
            at += regular ? 900_000L : random.nextInt(1, 8) * 450_000L;
        }
    }

    private void fillReadings(int trouble, double sign, double unit) {
        double level = random.nextInt(4) == 0 ? 0 : random.nextDouble() * capacity;
        for (int i = 0; i < readings.length; ) {
            level += random.nextDouble() * step;
            if (level >= capacity) {
                level -= capacity;
            }
            int run = 1;
            double shown = level;
            if (random.nextInt(trouble) == 0) {
                switch (random.nextInt(10)) {
                    case 0 -> shown = Double.NaN;
                    case 1 -> {
                        shown = Double.NaN;
                        run = random.nextInt(1, 8);
                    }
                    case 2 -> {
                        shown = 0;
                        run = random.nextInt(1, 12);
                    }
                    case 3 -> {
                        shown = level * random.nextDouble() * 0.12;
                        run = random.nextInt(1, 7);
                    }
                    case 4 -> shown = level * random.nextDouble();
                    case 5 -> shown = -level * random.nextDouble() * 0.3;
                    case 6 -> {
                        level = level * random.nextDouble() * 0.2;
                        shown = level;
                    }
                    case 7 -> {
                        level = level / 10;
                        shown = level;
                    }
                    case 8 -> {
                        level = random.nextDouble() * step;
                        shown = level;
                    }
                    default -> shown = level + step * random.nextInt(50);
                }
            }
            for (int k = 0; k < run && i < readings.length; k++, i++) {
                double value = random.nextInt(5) == 0 && run > 1 && random.nextInt(6) == 0 ? Double.NaN : shown * sign;
                readings[i] = rounded(value, unit);
                if (random.nextInt(3) == 0) {
                    level += random.nextDouble() * step;
                }
            }
        }
    }

    /** A stretch in which the register never leaves zero, but for an invalid reading now and then. */
    private void standAtZero() {
        int from = random.nextInt(readings.length);
        int to = random.nextInt(from, readings.length + 1);
        for (int i = from; i < to; i++) {
            readings[i] = random.nextInt(10) == 0 ? Double.NaN : 0;
        }
    }

    private List<Installation> swaps(double unit) {
        List<Installation> list = new ArrayList<>();
        long from = Period.NO_BEGINNING;
        int count = random.nextInt(1, 5);
        long spanMillis = atMillis[atMillis.length - 1] - atMillis[0] + 1_000_000L;
        for (int k = 0; k < count; k++) {
            long to = k == count - 1
                    ? Period.STILL_OPEN
                    : Math.max(
                            from == Period.NO_BEGINNING ? 0 : from + 1,
                            atMillis[0] + random.nextLong(spanMillis) / 450_000L * 450_000L);
            list.add(new Installation(
                    new Period(from, to),
                    new Period(Period.NO_BEGINNING, Period.STILL_OPEN),
                    List.of(),
                    ZoneOffset.UTC,
                    IncomingDataShift.ALWAYS_LOCAL,
                    k % 2,
                    random.nextInt(4) == 0 ? Double.NaN : rounded(random.nextDouble() * step, unit),
                    random.nextInt(4) == 0 ? Double.NaN : rounded(random.nextDouble() * capacity, unit)));
            from = to;
        }
        return list;
    }

    private static double rounded(double value, double unit) {
        if (unit == 0 || Double.isNaN(value)) {
            return value;
        }
        double perUnit = Math.rint(1 / unit);
        return Math.rint(value * perUnit) / perUnit + 0.0;
    }
}
