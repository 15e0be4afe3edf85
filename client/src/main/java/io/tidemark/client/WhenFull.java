package io.tidemark.client;

/** What an append does when as much is in flight as may be. */
public enum WhenFull {
    /** Waits until there is room. */
    BLOCK,
    /** Fails its future at once with RESOURCE_EXHAUSTED, {@code IN_FLIGHT_LIMIT}; nothing was sent. */
    FAIL
}
