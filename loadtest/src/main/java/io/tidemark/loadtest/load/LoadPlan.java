package io.tidemark.loadtest.load;

/**
 * What is sent, and how.
 *
 * @param shape how readings lie in a batch
 * @param components how many components there are
 * @param slots readings of each component in a round
 * @param connections TCP connections, each with a writer of its own and an equal part of the components
 * @param batchReadings readings a batch, about; runs are not cut
 * @param inFlightMax batches of a connection that may be unacknowledged
 * @param startMillis instant of slot 0, epoch milliseconds
 * @param slotMillis from one reading of a component to the next
 */
public record LoadPlan(
        Shape shape,
        int components,
        int slots,
        int connections,
        int batchReadings,
        int inFlightMax,
        long startMillis,
        long slotMillis) {

    /** Most readings of all components together in a round; values and counts stay exact far beyond it. */
    private static final long ROUND_READINGS_MAX = 10_000_000_000L;

    /** Checks the bounds. */
    public LoadPlan {
        atLeastOne("components", components);
        atLeastOne("readings", slots);
        atLeastOne("connections", connections);
        atLeastOne("batch-readings", batchReadings);
        atLeastOne("in-flight", inFlightMax);
        if (connections > components) {
            throw new IllegalArgumentException("connections is " + connections
                    + ": each has components of its own, so there can be at most " + components);
        }
        if ((long) components * slots > ROUND_READINGS_MAX) {
            throw new IllegalArgumentException("a round of " + components + " components and " + slots
                    + " readings has more than " + ROUND_READINGS_MAX + " readings; send several rounds");
        }
    }

    private static void atLeastOne(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " is " + value + ": must be 1 or more");
        }
    }

    /** Readings of a round. */
    public long roundReadings() {
        return (long) components * slots;
    }

    /** First component of a connection's part; that of the next connection is its end. */
    int firstComponent(int connection) {
        return (int) ((long) components * connection / connections);
    }

    /** Longest run that is sent. */
    int runSlotsMax() {
        return shape == Shape.RUNS ? Math.min(slots, Shape.RUN_SLOTS) : 1;
    }

    /** Components of a batch. */
    int batchComponents() {
        return Math.max(1, batchReadings / runSlotsMax());
    }
}
