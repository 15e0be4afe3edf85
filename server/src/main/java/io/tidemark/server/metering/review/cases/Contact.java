package io.tidemark.server.metering.review.cases;

/** How a review approaches the owner of a case. */
public enum Contact {
    /** For the first time. */
    FIRST,
    /** Again, with a count from 1. */
    REMINDER,
    /** Not at all. */
    NONE
}
