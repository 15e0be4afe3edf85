package io.tidemark.server.metering.estimation;

/** Which rule gave the end of a horizon. */
public enum EndRule {
    /** Interval: latest (contiguous) measurement plus {@code hoursToEstimate}. */
    LATEST_PLUS_HOURS_TO_ESTIMATE,
    /** Interval: process date/time less {@code hoursToWait}. */
    PROCESS_LESS_HOURS_TO_WAIT,
    /** Interval: the last cut-off that had passed at process date/time less {@code hoursToWait}. */
    CUT_OFF,
    /** Scalar: process date/time less {@code hoursBeforeEstimation} plus {@code hoursToEstimate}. */
    PROCESS_LESS_HOURS_BEFORE_PLUS_HOURS_TO_ESTIMATE,
    /** End of the life of the device configuration. */
    CONFIGURATION_EFFECTIVE_END,
    /** Removal of the device. */
    REMOVAL,
    /** Scalar: the device was switched off and still is at that end. */
    SWITCHED_OFF,
    /** The process date/time, which no end passes. */
    PROCESS
}
