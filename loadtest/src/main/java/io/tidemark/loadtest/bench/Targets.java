package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.load.Shape;

/** What is aimed at, on two cores shared by both sides, with 100,000 components. */
final class Targets {

    static final double ACK_P99_MILLIS_MAX = 25;
    static final double QUERY_P99_MILLIS_MAX = 10;
    static final double MEMORY_BYTES_MAX = 9;
    static final double DELTAS_PER_SECOND_MIN = 25e6;
    static final double DELTAS_RATIO_MIN = 0.5;
    static final double KERNEL_RATIO_MIN = 0.9;

    private Targets() {}

    static boolean meetsIngest(Shape shape, double rate, double ratio) {
        return rate >= ratePerSecondMin(shape) && ratio >= ratioMin(shape);
    }

    static String ingestWords(Shape shape) {
        String rate = Amounts.millionsPerSecond(ratePerSecondMin(shape));
        return ratioMin(shape) == 0 ? rate : rate + " and " + Amounts.percent(ratioMin(shape));
    }

    private static double ratePerSecondMin(Shape shape) {
        return switch (shape) {
            case ONE_EACH -> 20e6;
            case ONE_EACH_ONE_TIME -> 35e6;
            case RUNS -> 50e6;
        };
    }

    private static double ratioMin(Shape shape) {
        return switch (shape) {
            case ONE_EACH -> 0.4;
            case ONE_EACH_ONE_TIME -> 0;
            case RUNS -> 0.5;
        };
    }
}
