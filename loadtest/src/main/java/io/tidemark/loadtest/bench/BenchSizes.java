package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.wire.SampleValues;

/**
 * How much is measured.
 *
 * @param isQuick whether the whole table is to be there in two minutes
 * @param warmUpRounds before the first row of a store
 * @param rewarmRounds before every further row
 * @param rounds measured for a row
 * @param latencySeconds of each row of latencies
 * @param largeComponents of the largest portfolio
 */
record BenchSizes(
        boolean isQuick, int warmUpRounds, int rewarmRounds, int rounds, int latencySeconds, int largeComponents) {

    static final int SMALL_COMPONENTS = 1_000;
    static final int MIDDLE_COMPONENTS = 100_000;

    /** Readings of a round, about. */
    static final int ROUND_READINGS = 9_600_000;

    /** Interval of a portfolio whose quarters of an hour would not fit into this machine. */
    static final long HOUR_MILLIS = 4 * SampleValues.SLOT_MILLIS;

    static BenchSizes quick() {
        return new BenchSizes(true, 3, 1, 2, 4, 300_000);
    }

    static BenchSizes full() {
        return new BenchSizes(false, 4, 2, 5, 20, 1_000_000);
    }
}
