package io.tidemark.server.metering.review;

import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.grid.Period;

/** Findings of a scalar component, by walking its expected reads. */
public final class ScalarFindings {

    private ScalarFindings() {}

    /**
     * What a review finds.
     *
     * @param window the month, in the zone of the component's service point and for its cadence
     * @param reads what was expected in {@code [window.fromMillis(), window.toMillis())}
     * @param received the instants of its received readings: measured or entered by hand, no estimates
     */
    public static StreamFindings find(ReviewWindow window, ExpectedReads reads, InstantSeries received) {
        long last = received.lastAtOrBefore(window.atMillis());
        FindingsDraft draft = new FindingsDraft(window);
        for (int i = 0; i < reads.size(); i++) {
            boolean isDue = reads.fromMillis(i) < window.dueUntilMillis();
            if (isDue) {
                draft.expect(reads.fromMillis(i), reads.toMillis(i), 1);
            }
            if (isThere(reads, i, received)) {
                continue;
            }
            if (!isDue) {
                draft.pending(reads.fromMillis(i), reads.toMillis(i));
            } else if (last > reads.latestMillis(i)) {
                draft.gap(reads.fromMillis(i), reads.fromMillis(i), reads.toMillis(i), 1);
            } else {
                draft.stalled(reads.fromMillis(i), reads.fromMillis(i), reads.toMillis(i), 1);
            }
        }
        Period underWay = reads.underWay();
        if (underWay != null && received.firstAtOrAfter(underWay.fromMillis()) >= underWay.toMillis()) {
            draft.pending(Math.max(underWay.fromMillis(), window.fromMillis()), window.toMillis());
        }
        return draft.build(last);
    }

    /** How many of the reads were not received, whether due or not; 0 says that a case about them can be resolved. */
    public static long missing(ExpectedReads reads, InstantSeries received) {
        long missing = 0;
        for (int i = 0; i < reads.size(); i++) {
            if (!isThere(reads, i, received)) {
                missing++;
            }
        }
        return missing;
    }

    private static boolean isThere(ExpectedReads reads, int i, InstantSeries received) {
        return received.firstAtOrAfter(reads.earliestMillis(i)) <= reads.latestMillis(i);
    }
}
