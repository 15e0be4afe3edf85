package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.gap.MissingReads;
import java.util.OptionalInt;

/**
 * Keeps the tide mark of a scalar component as final measurements come and go (periodic-estimation rules, "Scalar MCs"): the
 * latest read with no missing expected instant before it.
 *
 * <p>Only final measurements count; a read on its way closes no gap here.
 *
 * @param missing the search for missing reads; carries the installations
 */
public record ScalarTideMark(MissingReads missing) {

    /**
     * The mark after a read came in, in whatever order. Cheap while a gap stays open right after the mark.
     *
     * <p>With a look-back for the last usable measurement configured, a component that has history but no mark gets none
     * here; the next run sets it ({@link #atRun}).
     *
     * @param latestContiguousMillis the mark before, or {@link TideMark#ABSENT}
     * @param measuredMillis instant of the earliest read that came in
     * @param hadHistory whether there were reads before
     * @param lastUsableHours the feature configuration's look-back, hours
     * @param reads the reads, the new one included
     */
    public long afterArrival(
            long latestContiguousMillis,
            long measuredMillis,
            boolean hadHistory,
            OptionalInt lastUsableHours,
            InstantSeries reads) {
        if (latestContiguousMillis != TideMark.ABSENT) {
            return advance(latestContiguousMillis, reads);
        }
        if (hadHistory && lastUsableHours.isPresent()) {
            return TideMark.ABSENT;
        }
        return advance(TideMark.start(missing.history(), measuredMillis), reads);
    }

    /**
     * The mark after a read was lost, by deletion or correction: back to the read before it, or to the installation in
     * which nothing was read before, and from there forward again where the read was not needed.
     *
     * @param latestContiguousMillis the mark before, or {@link TideMark#ABSENT}, which stays as it is
     * @param lostMillis instant of the read; the earliest where several were lost
     * @param reads the reads without it
     */
    public long afterLoss(long latestContiguousMillis, long lostMillis, InstantSeries reads) {
        if (latestContiguousMillis == TideMark.ABSENT || lostMillis > latestContiguousMillis) {
            return latestContiguousMillis;
        }
        return Math.min(latestContiguousMillis, fromKnown(lostMillis, reads));
    }

    /**
     * The mark after the installations changed, this rule holding the new ones: back to the last read or installation before
     * they differ, since what was complete under the old ones need not be under the new, and from there forward again.
     *
     * @param latestContiguousMillis the mark before, or {@link TideMark#ABSENT}, which stays as it is
     * @param changedFromMillis {@link InstallationHistory#firstDifference} of the old and the new installations
     */
    public long afterChange(long latestContiguousMillis, long changedFromMillis, InstantSeries reads) {
        return latestContiguousMillis == TideMark.ABSENT || latestContiguousMillis <= changedFromMillis
                ? latestContiguousMillis
                : fromKnown(changedFromMillis, reads);
    }

    /** Forward from the latest instant up to the given one of which nothing before is missing: a read or an installation. */
    private long fromKnown(long atMillis, InstantSeries reads) {
        long installed = missing.history()
                .latestBegunBy(atMillis)
                .map(installation -> installation.inForce().fromMillis())
                .orElse(Long.MIN_VALUE);
        long known = Math.max(installed, reads.lastAtOrBefore(atMillis));
        if (known == Long.MIN_VALUE) {
            known = reads.firstAtOrAfter(atMillis);
            if (known == InstantSeries.NONE_AFTER) {
                return TideMark.ABSENT;
            }
        }
        return advance(known, reads);
    }

    /**
     * The mark as a run must find it: validated ({@link TideMark#validated}), and if that moved it, moved on over what is
     * there. A component without a mark gets the last usable read where the look-back for it is configured and finds one.
     */
    public long atRun(long latestContiguousMillis, EstimationRun run, InstantSeries reads) {
        if (latestContiguousMillis == TideMark.ABSENT) {
            long usable = lastUsable(run, reads);
            return usable == TideMark.ABSENT ? TideMark.ABSENT : advance(usable, reads);
        }
        long validated = TideMark.validated(latestContiguousMillis, missing.history(), run.processMillis());
        return validated == latestContiguousMillis ? validated : advance(validated, reads);
    }

    /** The latest read within the look-back that ends at the process date/time, both ends included; else {@link TideMark#ABSENT}. */
    static long lastUsable(EstimationRun run, InstantSeries reads) {
        if (run.lastUsableHours().isEmpty()) {
            return TideMark.ABSENT;
        }
        long latest = reads.lastAtOrBefore(run.processMillis());
        return latest >= run.processLessHours(run.lastUsableHours().getAsInt()) ? latest : TideMark.ABSENT;
    }

    /** Moves a mark forward to the latest read before which nothing is missing. */
    public long advance(long markMillis, InstantSeries reads) {
        long latest = reads.lastAtOrBefore(Long.MAX_VALUE);
        if (latest <= markMillis) {
            return markMillis;
        }
        long gap = missing.first(reads, markMillis, latest);
        return gap == MissingReads.NONE ? latest : Math.max(markMillis, reads.lastAtOrBefore(gap));
    }
}
