package io.tidemark.server.metering.review.cases;

/** Who has to act so that the data come. */
public enum CaseOwner {
    /** We: something in our own collection is at fault. Nobody is sent a message. */
    INTERNAL,
    /** The data provider; every case begins with it. */
    PROVIDER,
    /** The customer at the service point: a power of attorney, a log-in, an API key. */
    CUSTOMER
}
