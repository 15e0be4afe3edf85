package io.tidemark.server.metering.delta;

/** How long a bucket of deltas is, in the legal time of a service point's zone. */
public enum BucketUnit {
    /** A quarter of an hour of the wall clock. */
    PT15M,
    /** An hour of the wall clock. */
    PT1H,
    /** A day of the calendar: 23, 24 or 25 hours, and whatever else a zone has seen. */
    DAY,
    /** A month of the calendar. */
    MONTH
}
