package io.tidemark.client;

/** A running request whose answer goes to a {@link ResultListener}. */
public interface Subscription {

    /**
     * Asks for more items. Until then the server is held back: at most one message lies in the client.
     *
     * @param items how many more, 1 or more; {@link Long#MAX_VALUE} for all of them as they come
     */
    void request(long items);

    /** Ends the request. The listener hears nothing more, save a call that is under way. May be called repeatedly. */
    void cancel();
}
