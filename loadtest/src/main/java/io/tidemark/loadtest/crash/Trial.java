package io.tidemark.loadtest.crash;

import io.tidemark.client.TidemarkClient;

/**
 * Changes of one kind, numbered from 1 and made one after the other; what each does follows from its number alone. After a
 * restart those that are there must be the first so many, whole, each once, no fewer than were answered and no more than
 * were sent.
 */
interface Trial {

    /** What the changes need before the first of them. */
    default void prepare(TidemarkClient client) {}

    /**
     * Makes one change and waits until it is answered.
     *
     * @throws io.tidemark.client.TidemarkException when the server is gone, or refuses it
     */
    void apply(TidemarkClient client, long number);

    /**
     * How many there are.
     *
     * @throws CrashFault when they are not the first so many, or one is there in part, twice, or not as it was made
     */
    long count(TidemarkClient client);
}
