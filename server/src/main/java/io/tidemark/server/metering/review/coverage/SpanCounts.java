package io.tidemark.server.metering.review.coverage;

import java.util.Arrays;

/**
 * The readings of one component in each of some spans, by the class of their condition. Its caller's, to be filled again
 * for the next component; one thread.
 */
public final class SpanCounts {

    private final int[] measured;
    private final int[] manual;
    private final int[] estimated;
    private boolean isAllMeasured = true;

    /** Room for so many spans, all zero. */
    public SpanCounts(int spans) {
        measured = new int[spans];
        manual = new int[spans];
        estimated = new int[spans];
    }

    /** Zero everywhere. */
    public void clear() {
        Arrays.fill(measured, 0);
        if (!isAllMeasured) {
            Arrays.fill(manual, 0);
            Arrays.fill(estimated, 0);
            isAllMeasured = true;
        }
    }

    /** Counts more readings that the device measured. */
    public void addMeasured(int span, int more) {
        measured[span] += more;
    }

    /** Counts one more reading that a person entered or edited. */
    public void addManual(int span) {
        manual[span]++;
        isAllMeasured = false;
    }

    /** Counts one more reading that was worked out, or put in for an outage. */
    public void addEstimated(int span) {
        estimated[span]++;
        isAllMeasured = false;
    }

    int measured(int span) {
        return measured[span];
    }

    int manual(int span) {
        return manual[span];
    }

    int estimated(int span) {
        return estimated[span];
    }
}
