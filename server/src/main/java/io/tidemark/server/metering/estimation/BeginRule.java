package io.tidemark.server.metering.estimation;

/** Which rule gave the begin of a horizon. */
public enum BeginRule {
    /** Process date/time less {@code maxDaysToEstimate}. */
    PROCESS_LESS_MAX_DAYS,
    /** The tide mark. */
    LATEST_CONTIGUOUS,
    /** Process date/time less {@code hoursInPastToRetrieveLastUsableMeasurement}. */
    PROCESS_LESS_LAST_USABLE_HOURS,
    /** The latest final measurement that the same look-back found. */
    LAST_USABLE_MEASUREMENT,
    /** Date/time of the installation. */
    INSTALLATION,
    /** The first instant that is kept; a rule of ours, where another one gives an earlier begin. */
    RETENTION
}
