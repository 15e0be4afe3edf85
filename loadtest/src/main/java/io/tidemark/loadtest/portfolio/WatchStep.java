package io.tidemark.loadtest.portfolio;

/**
 * What the watch cost over some time.
 *
 * @param name what went on meanwhile
 * @param nanos how long
 * @param monitoringMillis processor time of the server's monitoring thread meanwhile
 * @param found what went on, in numbers
 */
public record WatchStep(String name, long nanos, long monitoringMillis, String found) {

    private static final double NANOS_A_SECOND = 1e9;

    /**
     * Processor time of one tick, milliseconds: a tick begins a second after the one before has ended, so there were as
     * many as seconds were left beside them.
     */
    public double millisATick() {
        double pauses = nanos / NANOS_A_SECOND - monitoringMillis / 1_000.0;
        return monitoringMillis / Math.max(1, pauses);
    }
}
