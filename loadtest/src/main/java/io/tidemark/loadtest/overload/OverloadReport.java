package io.tidemark.loadtest.overload;

import java.util.Map;

/**
 * What an overload has shown.
 *
 * @param peak readings a second in a closed loop, over about as many seconds; the better of two spells
 * @param offered readings a second that were meant to be sent in the overload
 * @param goodput readings a second that were acknowledged in it
 * @param lost readings that were sent and not acknowledged as stored
 * @param calls unary calls in the overload
 * @param refused of them
 * @param reasons why they were refused
 * @param acknowledgedMillisP99 of the calls that were taken
 * @param refusedMillisP99 of the calls that were refused; 0 when none was
 * @param secondsToNormal from the end of the overload to the end of the first second from which on all that were watched are
 *     like those before it; the number of seconds that were watched, and one, when the last was not
 */
public record OverloadReport(
        double peak,
        double offered,
        double goodput,
        long lost,
        long calls,
        long refused,
        Map<String, Long> reasons,
        double acknowledgedMillisP99,
        double refusedMillisP99,
        int secondsToNormal) {

    private static final double GOODPUT_MIN = 0.9;
    private static final double ACKNOWLEDGED_MILLIS_P99_MAX = 1_000;
    private static final double REFUSED_MILLIS_P99_MAX = 250;
    private static final int SECONDS_TO_NORMAL_MAX = 10;

    /** Goodput as a part of the peak. */
    public double goodputOfPeak() {
        return goodput / peak;
    }

    /** Whether everything was as promised. */
    public boolean isHeld() {
        return lost == 0
                && goodputOfPeak() >= GOODPUT_MIN
                && acknowledgedMillisP99 <= ACKNOWLEDGED_MILLIS_P99_MAX
                && refusedMillisP99 <= REFUSED_MILLIS_P99_MAX
                && reasons.keySet().stream().allMatch(reason -> reason.endsWith(" TOO_BUSY"))
                && secondsToNormal <= SECONDS_TO_NORMAL_MAX;
    }
}
