package io.tidemark.server.metering.estimation;

/** What becomes of a gap with an initial measurement in progress strictly inside it. */
public enum InnerInitialMeasurement {
    /** The gap waits for a later run. */
    SKIP_GAP,
    /** The gap is asked for in the parts that nothing in progress covers. */
    SPLIT_GAP
}
