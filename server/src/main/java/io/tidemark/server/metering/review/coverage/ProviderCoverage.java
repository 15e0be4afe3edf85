package io.tidemark.server.metering.review.coverage;

import io.tidemark.server.metering.review.Finding;

/**
 * The sums of coverage over the components of one provider: which receive data, which do not, and how much lacks. Its
 * caller's; one thread.
 */
public final class ProviderCoverage {

    private int components;
    private int receiving;
    private int lacking;
    private long expected;
    private long measured;
    private long manual;
    private long estimated;

    /** Adds one component. */
    public void add(CoverageColumns component) {
        long ofComponent = 0;
        long received = 0;
        long filled = 0;
        for (int row = 0; row < component.rows(); row++) {
            ofComponent += component.expected(row);
            measured += component.measured(row);
            manual += component.manual(row);
            estimated += component.estimated(row);
            received += component.measured(row) + component.manual(row);
            filled += component.estimated(row);
        }
        expected += ofComponent;
        components++;
        if (received > 0) {
            receiving++;
        }
        if (ofComponent > received + filled) {
            lacking++;
        }
    }

    /** How many components were added. */
    public int components() {
        return components;
    }

    /** How many of them received a reading, measured or manual, in the range. */
    public int receiving() {
        return receiving;
    }

    /** How many of them have a missing reading in the range, not even estimated. */
    public int lacking() {
        return lacking;
    }

    public long expected() {
        return expected;
    }

    public long measured() {
        return measured;
    }

    public long manual() {
        return manual;
    }

    public long estimated() {
        return estimated;
    }

    public long missing() {
        return expected - measured - manual - estimated;
    }

    /** Measured and manual of expected, hundredths of a percent, half up; 10000 when nothing was expected. */
    public int receivedHundredths() {
        return Finding.hundredthsOfPercent(measured + manual, expected);
    }

    /** The same with the estimates. */
    public int filledHundredths() {
        return Finding.hundredthsOfPercent(expected - missing(), expected);
    }
}
