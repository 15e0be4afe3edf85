package io.tidemark.server.metering.review.coverage;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.ExpectedReads;
import io.tidemark.server.metering.review.IntervalFindings;
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
     * Coverage of an interval component; an interval counts in the bucket that it begins in.
     *
     * @param inForce when it was installed, ascending and disjoint
     * @param dueUntilMillis intervals that begin before it were due; {@link Long#MAX_VALUE} when all were
     * @param into as many rows as there are buckets; cleared first
     */
    public static void ofIntervals(
            CoverageBuckets buckets,
            IntervalGrid grid,
            List<Period> inForce,
            long dueUntilMillis,
            ReadingTally tally,
            CoverageColumns into) {
        into.clear();
        ReadingCounts counts = new ReadingCounts();
        for (Period period : inForce) {
            for (int row = 0; row < buckets.size(); row++) {
                Period part = IntervalFindings.whole(grid, period, buckets.fromMillis(row), buckets.toMillis(row));
                if (part.isEmpty()) {
                    continue;
                }
                counts.clear();
                long dueTo = Math.max(part.fromMillis(), Math.min(part.toMillis(), grid.ceil(dueUntilMillis)));
                if (dueTo < part.toMillis()) {
                    tally.add(dueTo, part.toMillis(), counts);
                    into.addExpected(row, counts.measured() + counts.manual() + counts.estimated());
                }
                if (part.fromMillis() < dueTo) {
                    into.addExpected(row, grid.count(part.fromMillis(), dueTo));
                    tally.add(part.fromMillis(), dueTo, counts);
                }
                into.add(row, counts);
            }
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
        ReadingCounts best = new ReadingCounts();
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
                best.clear();
                best.add(isMeasured ? 1 : 0, isManual ? 1 : 0, isEstimated ? 1 : 0);
                into.addExpected(row, 1);
                into.add(row, best);
            }
        }
    }
}
