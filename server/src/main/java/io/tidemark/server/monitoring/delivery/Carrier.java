package io.tidemark.server.monitoring.delivery;

import io.tidemark.server.monitoring.delivery.Recipients.Contact;
import io.tidemark.v1.OutboxMessage;

/** Hands messages over. Called by one thread. */
interface Carrier {

    /** How an attempt ended. */
    enum End {
        /** It was handed over. */
        DELIVERED,
        /** It was surely not handed over, or handing it over again does no harm. */
        FAILED,
        /** It may have been handed over, and handing it over again might do harm. */
        UNKNOWN
    }

    /**
     * What became of an attempt.
     *
     * @param problem what it met, for people and without secrets; empty when it was handed over
     */
    record Outcome(End end, String problem) {

        static final Outcome DELIVERED = new Outcome(End.DELIVERED, "");
    }

    /** Is told that from here on the message may arrive. */
    @FunctionalInterface
    interface HandingOver {

        /** Notes it and returns when that is durable; what it throws ends the attempt with nothing handed over. */
        void begins() throws InterruptedException;
    }

    /**
     * Tries once; waits for a bounded time.
     *
     * @param handingOver called once, before anything of the message leaves; not when the attempt fails before that
     */
    Outcome carry(OutboxMessage message, Contact to, HandingOver handingOver) throws InterruptedException;

    /** Whether a message whose attempt was cut off may be handed over again. */
    boolean mayRepeat();
}
