package io.tidemark.server.metering.review;

import java.util.List;

/**
 * All findings of one stream over one month.
 *
 * @param expected how many readings of the month were due by the review, within installed time
 * @param missing how many of them were not received
 * @param lastReceivedEndMillis end of the last reading received up to the review, {@link Long#MIN_VALUE} for never
 * @param findings at most one of a kind, by {@code fromMillis}; empty when nothing of the month was ever to be expected, as
 *     for a component that was not installed
 */
public record StreamFindings(long expected, long missing, long lastReceivedEndMillis, List<Finding> findings) {

    /** Copies the list, so that the record never changes. */
    public StreamFindings {
        findings = List.copyOf(findings);
    }

    /** Whether the stream is to be listed and followed up. */
    public boolean isAffected() {
        for (Finding finding : findings) {
            if (finding.kind().isAffected()) {
                return true;
            }
        }
        return false;
    }

    /** Received of expected, hundredths of a percent, half up; 10000 when nothing was due. */
    public int coverageHundredths() {
        return Finding.hundredthsOfPercent(expected - missing, expected);
    }
}
