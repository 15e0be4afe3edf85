package io.tidemark.server.metering.estimation;

/** How far the horizon of an interval component reaches. */
public enum EstimationMethod {
    /** The end moves with the process date/time. */
    ROLLING_DELAY,
    /** The end is a time of day. */
    PREDICTABLE_CUTOFF
}
