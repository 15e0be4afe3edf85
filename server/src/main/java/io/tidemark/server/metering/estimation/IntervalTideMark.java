package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;

/**
 * Keeps the tide mark of an interval component as final measurements come and go (periodic-estimation rules, "LCMDT").
 *
 * <p>Time in which the component was not installed counts as complete: a mark that reaches a removal moves to the next
 * installation. After the last removal, and where there never was an installation, it follows the measurements themselves.
 * An interval that an installation or a removal cuts in two is not expected, so the mark passes it.
 *
 * @param grid the component's grid
 * @param history its installations
 */
public record IntervalTideMark(IntervalGrid grid, InstallationHistory history) {

    /**
     * The mark after final measurements came in, in whatever order. Cheap while a gap stays open right after the mark.
     *
     * @param latestContiguousMillis the mark before, or {@link TideMark#ABSENT}
     * @param measuredMillis beginning of the earliest interval that came in
     * @param presence the measurements, the new ones included
     * @param latestMillis end of the newest measurement
     */
    public long afterArrival(
            long latestContiguousMillis, long measuredMillis, PresenceSeries presence, long latestMillis) {
        long mark = latestContiguousMillis == TideMark.ABSENT
                ? TideMark.start(history, measuredMillis)
                : latestContiguousMillis;
        return advance(mark, presence, latestMillis);
    }

    /**
     * The mark after consecutive intervals lost their final measurements, by deletion or correction: it moves back to the
     * first hole before it.
     *
     * @param latestContiguousMillis the mark before, or {@link TideMark#ABSENT}, which stays as it is
     * @param lostFromMillis beginning of the first interval lost
     * @param lostToMillis end of the last
     */
    public long afterLoss(long latestContiguousMillis, long lostFromMillis, long lostToMillis) {
        long lostTo = Math.min(lostToMillis, latestContiguousMillis);
        long followsMeasurements = Long.MIN_VALUE;
        for (Installation installation : history.installations()) {
            long begin = installation.inForce().fromMillis();
            long end = grid.floor(installation.inForce().toMillis());
            long first = Math.max(grid.ceil(begin), lostFromMillis);
            if (first < Math.min(end, lostTo)) {
                return first == grid.ceil(begin) ? begin : first;
            }
            followsMeasurements = end;
        }
        long first = Math.max(lostFromMillis, followsMeasurements);
        return first < lostTo ? first : latestContiguousMillis;
    }

    /**
     * The mark after the installations changed, this rule holding the new ones: it moves back to where they differ, since what
     * was complete under the old ones need not be under the new, and from there forward over what is there.
     *
     * @param latestContiguousMillis the mark before, or {@link TideMark#ABSENT}, which stays as it is
     * @param changedFromMillis {@link InstallationHistory#firstDifference} of the old and the new installations
     */
    public long afterChange(
            long latestContiguousMillis, long changedFromMillis, PresenceSeries presence, long latestMillis) {
        return latestContiguousMillis == TideMark.ABSENT || latestContiguousMillis <= changedFromMillis
                ? latestContiguousMillis
                : advance(changedFromMillis, presence, latestMillis);
    }

    /** The mark as a run must find it: validated ({@link TideMark#validated}), and if that moved it, moved on over what is there. */
    public long atRun(long latestContiguousMillis, long processMillis, PresenceSeries presence, long latestMillis) {
        long validated = TideMark.validated(latestContiguousMillis, history, processMillis);
        return validated == latestContiguousMillis ? validated : advance(validated, presence, latestMillis);
    }

    /**
     * Moves a mark forward over contiguous final measurements.
     *
     * @param markMillis from here; up to it everything counts as complete
     * @param latestMillis end of the newest measurement, beyond which nothing is looked for
     */
    public long advance(long markMillis, PresenceSeries presence, long latestMillis) {
        long mark = markMillis;
        for (Installation installation : history.installations()) {
            long begin = installation.inForce().fromMillis();
            long end = grid.floor(installation.inForce().toMillis());
            if (end <= mark) {
                continue;
            }
            mark = Math.max(mark, begin);
            long first = grid.ceil(mark);
            if (first >= end) {
                continue;
            }
            long missing = firstMissing(first, Math.min(end, latestMillis), presence);
            if (missing < end) {
                return missing == first ? mark : missing;
            }
            mark = end;
        }
        long first = grid.ceil(mark);
        long missing = firstMissing(first, latestMillis, presence);
        return missing == first ? mark : missing;
    }

    private static long firstMissing(long fromMillis, long toMillis, PresenceSeries presence) {
        return fromMillis < toMillis ? presence.nextMissing(fromMillis, toMillis) : fromMillis;
    }
}
