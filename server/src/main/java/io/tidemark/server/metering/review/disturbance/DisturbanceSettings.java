package io.tidemark.server.metering.review.disturbance;

/**
 * How many late streams make a disturbance; both must hold.
 *
 * @param streamsMin at least so many streams of the provider are late, 1 and up
 * @param sharePercentMin at least this share of its streams is late, percent, 1 to 100
 */
public record DisturbanceSettings(int streamsMin, int sharePercentMin) {

    /** At least 10 streams and at least half of the provider's. */
    public static final DisturbanceSettings DEFAULT = new DisturbanceSettings(10, 50);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when one lies outside its range
     */
    public DisturbanceSettings {
        if (streamsMin < 1) {
            throw new IllegalArgumentException("streamsMin " + streamsMin + " is below 1; give 1 or more");
        }
        if (sharePercentMin < 1 || sharePercentMin > 100) {
            throw new IllegalArgumentException("sharePercentMin " + sharePercentMin + " lies outside 1 to 100");
        }
    }

    /** The fewest late streams that make a disturbance of a provider with so many streams. */
    public long lateMin(int streams) {
        return Math.max(streamsMin, ((long) streams * sharePercentMin + 99) / 100);
    }

    /** Whether so many late of so many streams make a disturbance. */
    public boolean isDisturbed(int late, int streams) {
        return late >= lateMin(streams);
    }
}
