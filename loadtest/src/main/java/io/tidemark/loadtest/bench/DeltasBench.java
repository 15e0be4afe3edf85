package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.loadtest.load.DeltaDrain;
import io.tidemark.loadtest.wire.SampleValues;
import java.util.Arrays;

/** Deltas out: one day of all components in one stream, in turn with the ceiling. For one thread. */
final class DeltasBench {

    private static final int DAY_SLOTS = 96;

    private final BenchTable table;
    private final BenchSizes sizes;
    private final String ceilingAddress;

    DeltasBench(BenchTable table, BenchSizes sizes, String ceilingAddress) {
        this.table = table;
        this.sizes = sizes;
        this.ceilingAddress = ceilingAddress;
    }

    /** Reads the second day of a store with quarter-hourly components, again and again, and checks the sum. */
    void measure(BenchStore store) {
        long from = store.startMillis() + DAY_SLOTS * store.slotMillis();
        long to = from + DAY_SLOTS * store.slotMillis();
        double[] rates = new double[sizes.answerRounds()];
        double[] ceilings = new double[sizes.answerRounds()];
        double expected = expectedSum(store.components());
        try (DeltaDrain real = new DeltaDrain(store.address());
                DeltaDrain constant = new DeltaDrain(ceilingAddress)) {
            for (int round = -sizes.answerWarmUpRounds(); round < sizes.answerRounds(); round++) {
                DeltaDrain.Result ceiling = constant.read(store.population(), from, to);
                DeltaDrain.Result result = real.read(store.population(), from, to);
                if (result.deltas() != (long) DAY_SLOTS * store.components() || result.sum() != expected) {
                    throw new IllegalStateException("the answer has " + result.deltas() + " deltas with the sum "
                            + result.sum() + " instead of " + expected);
                }
                if (round >= 0) {
                    rates[round] = result.deltasPerSecond();
                    ceilings[round] = ceiling.deltasPerSecond();
                }
            }
        }
        double rate = Amounts.median(rates);
        double ceiling = Amounts.median(ceilings);
        table.add(new BenchRow(
                "deltas streamed, one day, deltas/s",
                store.components(),
                1,
                Amounts.millionsPerSecond(rate) + range(rates),
                "constant buffer over gRPC " + Amounts.millionsPerSecond(ceiling) + range(ceilings),
                Amounts.percent(rate / ceiling),
                Amounts.millionsPerSecond(Targets.DELTAS_PER_SECOND_MIN) + " and "
                        + Amounts.percent(Targets.DELTAS_RATIO_MIN),
                Verdict.of(rate >= Targets.DELTAS_PER_SECOND_MIN && rate / ceiling >= Targets.DELTAS_RATIO_MIN)));
    }

    /** The slowest and the quickest, behind their median. */
    private static String range(double[] rates) {
        return " (" + Amounts.millionsPerSecond(Arrays.stream(rates).min().orElseThrow()) + " to "
                + Amounts.millionsPerSecond(Arrays.stream(rates).max().orElseThrow()) + ")";
    }

    /** Whole numbers, so that the order of adding does not matter. */
    private static double expectedSum(int components) {
        double sum = 0;
        for (int i = 0; i < components; i++) {
            sum += SampleValues.value(i, 2 * DAY_SLOTS - 1) - SampleValues.value(i, DAY_SLOTS - 1);
        }
        return sum;
    }
}
