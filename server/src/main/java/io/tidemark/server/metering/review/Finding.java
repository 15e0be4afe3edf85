package io.tidemark.server.metering.review;

/**
 * One thing that is so of one stream over one month.
 *
 * <p>An expected reading reaches from its own beginning to its end: an interval over itself, a register read to the next
 * expected one, a read expected once in a period over the period.
 *
 * @param kind what is so
 * @param fromMillis beginning of the first expected reading it is about
 * @param toMillis end of the last expected reading it is about, exclusive
 * @param firstMissingMillis beginning of the first missing reading, or {@link #NONE}
 * @param lastMissingMillis beginning of the last missing reading, or {@link #NONE}
 * @param missing how many of the readings it is about are missing; 0 for COMPLETE and NOT_DUE
 * @param expected how many readings of the whole month were due by the review; the same in all findings of a stream
 * @param coverageHundredths received of expected in the whole month, hundredths of a percent, half up; 10000 when none was due
 * @param daysSinceLastReading whole days from the last reading to the review, {@link ReviewWindow#NEVER} when none came
 */
public record Finding(
        FindingKind kind,
        long fromMillis,
        long toMillis,
        long firstMissingMillis,
        long lastMissingMillis,
        long missing,
        long expected,
        int coverageHundredths,
        int daysSinceLastReading) {

    /** In place of an instant when nothing is missing. */
    public static final long NONE = Long.MIN_VALUE;

    /**
     * A share as hundredths of a percent, half up: 2 of 3 is 6667, which is 66.67 %.
     *
     * @param part 0 to {@code whole}
     * @param whole below 2^47
     * @return 0 to 10000; 10000 when the whole is 0, since then nothing lacks
     */
    public static int hundredthsOfPercent(long part, long whole) {
        return whole == 0 ? 10_000 : (int) ((part * 20_000 + whole) / (whole * 2));
    }
}
