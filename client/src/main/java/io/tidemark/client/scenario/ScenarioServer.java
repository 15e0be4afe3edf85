package io.tidemark.client.scenario;

import io.grpc.Channel;

/** A server with an empty store, for one scenario. */
public interface ScenarioServer extends AutoCloseable {

    /** A channel to it. */
    Channel channel();

    /**
     * Empty while it runs; else what is known about its end, for people.
     */
    String whyItEnded();

    /** Ends it and deletes its store. */
    @Override
    void close();

    /** Where such servers come from. Called from one thread at a time, not always the same. */
    @FunctionalInterface
    interface Source {

        /**
         * Starts one and waits until it is ready.
         *
         * @throws io.tidemark.client.process.ServerFailedException when it does not become ready
         */
        ScenarioServer start();
    }
}
