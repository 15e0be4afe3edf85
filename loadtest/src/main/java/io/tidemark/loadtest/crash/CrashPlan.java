package io.tidemark.loadtest.crash;

/**
 * How a server is tried.
 *
 * @param cycles kills
 * @param seed of the moments and of all content
 * @param writers streams, each over components of its own
 * @param components components of a writer
 * @param batchReadings most readings (or deleted ranges) of a batch
 * @param inFlightMax batches of a writer that may be unacknowledged
 * @param acksMax most acknowledgements that are waited for before a kill
 */
public record CrashPlan(
        int cycles, long seed, int writers, int components, int batchReadings, int inFlightMax, int acksMax) {

    /** Slots a component may have a reading in: a little more than a month, so that blocks of two months are written. */
    static final int SLOTS = 3_000;

    /** Checks the bounds. */
    public CrashPlan {
        if (cycles < 1 || writers < 1 || components < 1 || batchReadings < 1 || inFlightMax < 1 || acksMax < 1) {
            throw new IllegalArgumentException("every number of a crash plan must be 1 or more");
        }
    }

    /** A plan of the usual size. */
    public static CrashPlan of(int cycles, long seed) {
        return new CrashPlan(cycles, seed, 3, 40, 4_000, 8, 600);
    }
}
