package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.wire.SampleValues;

/**
 * How much is measured.
 *
 * @param isQuick whether the whole table is to be there in two minutes
 * @param warmUpRounds before the first row of a server
 * @param rewarmRounds before every further row
 * @param rounds measured for a row
 * @param longRewarmRounds before a row whose rounds are ten times as long as usual
 * @param longRounds measured for such a row
 * @param answerWarmUpRounds answers that are read before those that are measured: one takes a tenth of a second or two, the
 *     compilers of server, ceiling and reader some seconds
 * @param answerRounds answers that are measured for a row
 * @param latencySeconds of each row of latencies
 * @param loopbackBytes sent for a ceiling
 */
record BenchSizes(
        boolean isQuick,
        int warmUpRounds,
        int rewarmRounds,
        int rounds,
        int longRewarmRounds,
        int longRounds,
        int answerWarmUpRounds,
        int answerRounds,
        int latencySeconds,
        long loopbackBytes) {

    static final int SMALL_COMPONENTS = 1_000;
    static final int MIDDLE_COMPONENTS = 100_000;
    static final int LARGE_COMPONENTS = 1_000_000;

    /** Readings of a round, about. */
    static final int ROUND_READINGS = 9_600_000;

    /** A round of more readings is a long one. */
    private static final long LONG_ROUND_READINGS = 4L * ROUND_READINGS;

    /** Readings that come in while a row of latencies is measured, at most: a server has room for 1.5 billion or so. */
    static final int LATENCY_READINGS_MAX = 300_000_000;

    /** Interval of a portfolio whose quarters of an hour would not fit into this machine. */
    static final long HOUR_MILLIS = 4 * SampleValues.SLOT_MILLIS;

    /** With 4 + 9 × (1 + 2) rounds of a day each the middle portfolio has one month, and it is full. */
    static BenchSizes quick() {
        return new BenchSizes(true, 4, 1, 2, 0, 1, 25, 9, 3, 1L << 28);
    }

    static BenchSizes full() {
        return new BenchSizes(false, 12, 2, 5, 1, 2, 60, 25, 10, 1L << 30);
    }

    static boolean isLong(long roundReadings) {
        return roundReadings > LONG_ROUND_READINGS;
    }

    int rounds(long roundReadings) {
        return isLong(roundReadings) ? longRounds : rounds;
    }

    int rewarmRounds(long roundReadings) {
        return isLong(roundReadings) ? longRewarmRounds : rewarmRounds;
    }
}
