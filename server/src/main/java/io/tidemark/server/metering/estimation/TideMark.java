package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;

/**
 * The tide mark: the latest contiguous measurement date/time of a component, up to which its history is complete. What
 * holds for interval and scalar components alike.
 */
public final class TideMark {

    /** A component without a tide mark: it has no history yet, or the mark was cleared by hand. */
    public static final long ABSENT = Long.MIN_VALUE;

    private TideMark() {}

    /**
     * The mark as a run must find it: one that lies before an installation becomes that installation's date/time, unless it
     * lies within the time of an earlier installation. Of several installations after it the first counts, so that none is
     * passed over; those that begin after the process date/time do not count yet.
     *
     * @param latestContiguousMillis the mark as stored, or {@link #ABSENT}, which stays as it is
     */
    public static long validated(long latestContiguousMillis, InstallationHistory history, long processMillis) {
        if (latestContiguousMillis == ABSENT
                || history.inForceAt(latestContiguousMillis).isPresent()) {
            return latestContiguousMillis;
        }
        return history.firstBeginningAfter(latestContiguousMillis)
                .map(next -> next.inForce().fromMillis())
                .filter(begins -> begins <= processMillis)
                .orElse(latestContiguousMillis);
    }

    /**
     * Where the mark starts at a component's first final measurement, before it moves forward: the date/time of the
     * installation that covers the measurement, so that a late start shows as a gap; without one, the measurement itself.
     *
     * @param measuredMillis beginning of the interval, or instant of the read
     */
    static long start(InstallationHistory history, long measuredMillis) {
        return history.inForceAt(measuredMillis)
                .map(Installation::inForce)
                .filter(inForce -> inForce.fromMillis() != ABSENT)
                .map(inForce -> inForce.fromMillis())
                .orElse(measuredMillis);
    }
}
