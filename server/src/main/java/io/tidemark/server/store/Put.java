package io.tidemark.server.store;

/** What became of a reading that was put into the store. */
public enum Put {
    /** There was none; now there is. */
    STORED,
    /** Another stood there; the later word won. */
    REPLACED,
    /** The same value with the same condition stood there. */
    DUPLICATE,
    /** An actual or manual reading stands there, and this is an estimate. */
    ESTIMATE_BELOW_ACTUAL
}
