package io.tidemark.server.metering.device;

/** How a device tells the time of day of what it sends. */
public enum IncomingDataShift {
    /** Legal time: with daylight saving. */
    ALWAYS_LOCAL,
    /** The zone's standard time all year. */
    ALWAYS_STANDARD
}
