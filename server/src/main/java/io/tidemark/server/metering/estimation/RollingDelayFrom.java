package io.tidemark.server.metering.estimation;

/** From which measurement {@code hoursToEstimate} counts under {@link EstimationMethod#ROLLING_DELAY}. */
public enum RollingDelayFrom {
    /** The tide mark: the least size of an estimate does not grow because newer data came in behind a gap. */
    LATEST_CONTIGUOUS,
    /** The newest measurement. */
    LATEST
}
