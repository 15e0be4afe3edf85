package io.tidemark.server.metering.review.coverage;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.ExpectedReads;
import io.tidemark.server.metering.review.ReadingCounts;
import io.tidemark.server.metering.review.ReadingTally;
import java.util.List;

/**
 * Counts coverage bucket by bucket.
 *
 * <p>Expected are the readings within installed time that were due, and those not yet due that are there already: so
 * nothing that may still come is called missing, and no row has more readings than it expects.
 */
public final class Coverage {

    private Coverage() {}

    /**
     * Coverage of an interval component, whenever it was installed; an interval counts in the bucket that it begins in.
     *
     * @param inForce when it was installed, ascending and disjoint
     * @param into as many rows as there are buckets; cleared first
     */
    public static void ofIntervals(
            CoverageSpans spans, List<Period> inForce, ReadingTally tally, CoverageColumns into) {
        into.clear();
        IntervalGrid grid = spans.grid();
        long[] boundsMillis = spans.boundsMillis();
        ReadingCounts counts = new ReadingCounts();
        for (Period period : inForce) {
            long installedFrom = grid.ceil(period.fromMillis());
            long installedTo = grid.floor(period.toMillis());
            for (int span = 0; span < spans.size(); span++) {
                long from = Math.max(boundsMillis[span], installedFrom);
                long to = Math.min(boundsMillis[span + 1], installedTo);
                if (from < to) {
                    counts.clear();
                    tally.add(from, to, counts);
                    int there = (int) (counts.measured() + counts.manual() + counts.estimated());
                    into.add(
                            spans.row(span),
                            spans.isDue(span) ? (int) grid.count(from, to) : there,
                            (int) counts.measured(),
                            (int) counts.manual(),
                            (int) counts.estimated());
                }
            }
        }
    }

    /**
     * The same of a component that was installed all the time, {@link CoverageSpans#isWithin within} one installation, and
     * whose readings are counted already.
     *
     * @param counts its readings in each span
     * @param into as many rows as there are buckets; cleared first
     */
    public static void ofCounted(CoverageSpans spans, SpanCounts counts, CoverageColumns into) {
        into.clear();
        for (int span = 0; span < spans.size(); span++) {
            int measured = counts.measured(span);
            int manual = counts.manual(span);
            int estimated = counts.estimated(span);
            into.add(
                    spans.row(span),
                    spans.isDue(span) ? spans.intervals(span) : measured + manual + estimated,
                    measured,
                    manual,
                    estimated);
        }
    }

    /**
     * Coverage of a scalar component: of each expected read, the best reading in its window. One expected once in a period
     * counts in the bucket in which the period ends.
     *
     * @param reads what was expected over the whole range of the buckets
     * @param dueUntilMillis reads whose place begins before it were due; {@link Long#MAX_VALUE} when all were
     * @param into as many rows as there are buckets; cleared first
     */
    public static void ofReads(
            CoverageBuckets buckets,
            ExpectedReads reads,
            long dueUntilMillis,
            ReadingTally tally,
            CoverageColumns into) {
        into.clear();
        ReadingCounts found = new ReadingCounts();
        for (int i = 0; i < reads.size(); i++) {
            int row = buckets.bucketOf(reads.countsAtMillis(i));
            if (row < 0) {
                continue;
            }
            found.clear();
            tally.add(reads.earliestMillis(i), reads.latestMillis(i) + 1, found);
            boolean isManual = found.manual() > 0;
            boolean isMeasured = !isManual && found.measured() > 0;
            boolean isEstimated = !isManual && !isMeasured && found.estimated() > 0;
            if (isManual || isMeasured || isEstimated || reads.fromMillis(i) < dueUntilMillis) {
                into.add(row, 1, isMeasured ? 1 : 0, isManual ? 1 : 0, isEstimated ? 1 : 0);
            }
        }
    }
}
