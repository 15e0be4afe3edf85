package io.tidemark.server.metering.review.coverage;

import io.tidemark.server.metering.review.Finding;
import java.util.Arrays;

/**
 * Coverage of one component, a row a bucket, column by column. Its caller's, to be filled again for the next component; one
 * thread. In every row {@code expected = measured + manual + estimated + missing}.
 */
public final class CoverageColumns {

    private final int[] expected;
    private final int[] measured;
    private final int[] manual;
    private final int[] estimated;

    /** Room for as many rows as there are buckets, all zero. */
    public CoverageColumns(int rows) {
        expected = new int[rows];
        measured = new int[rows];
        manual = new int[rows];
        estimated = new int[rows];
    }

    public int rows() {
        return expected.length;
    }

    /** Zero everywhere. */
    public void clear() {
        Arrays.fill(expected, 0);
        Arrays.fill(measured, 0);
        Arrays.fill(manual, 0);
        Arrays.fill(estimated, 0);
    }

    void add(int row, int moreExpected, int moreMeasured, int moreManual, int moreEstimated) {
        expected[row] += moreExpected;
        measured[row] += moreMeasured;
        manual[row] += moreManual;
        estimated[row] += moreEstimated;
    }

    /** Readings that were due, and those that came before they were. */
    public int expected(int row) {
        return expected[row];
    }

    public int measured(int row) {
        return measured[row];
    }

    public int manual(int row) {
        return manual[row];
    }

    public int estimated(int row) {
        return estimated[row];
    }

    /** Readings that were due and are not there, not even as an estimate. */
    public int missing(int row) {
        return expected[row] - measured[row] - manual[row] - estimated[row];
    }

    /** Measured and manual of expected, hundredths of a percent, half up; 10000 when nothing was expected. */
    public int receivedHundredths(int row) {
        return Finding.hundredthsOfPercent((long) measured[row] + manual[row], expected[row]);
    }

    /** The same with the estimates. */
    public int filledHundredths(int row) {
        return Finding.hundredthsOfPercent((long) expected[row] - missing(row), expected[row]);
    }
}
