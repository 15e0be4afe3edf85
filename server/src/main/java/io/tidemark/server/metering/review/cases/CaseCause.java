package io.tidemark.server.metering.review.cases;

/** Why the data do not come, as far as somebody found out. */
public enum CaseCause {
    /** The customer's power of attorney has run out. */
    POWER_OF_ATTORNEY_EXPIRED,
    /** The customer's log-in, for the robot that fetches the data, is missing. */
    CREDENTIALS_MISSING,
    /** The customer has yet to create an API key. */
    API_KEY_MISSING,
    /** The provider no longer exports. */
    PROVIDER_EXPORT_STOPPED,
    /** Our own collection is at fault. */
    OWN_COLLECTION_FAULT,
    /** Nobody knows yet. */
    UNKNOWN
}
