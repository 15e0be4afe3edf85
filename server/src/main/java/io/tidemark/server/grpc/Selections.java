package io.tidemark.server.grpc;

import io.tidemark.server.shard.State;
import io.tidemark.v1.ComponentSelection;

/** Handles of the components that a request selects. */
final class Selections {

    private Selections() {}

    /**
     * The handles, in the order in which answers come.
     *
     * @throws io.tidemark.server.refusal.Refusal when the selection names what does not exist, or nothing
     */
    static int[] handles(State state, ComponentSelection selection) {
        state.lock().read().lock();
        try {
            return state.registry().select(selection);
        } finally {
            state.lock().read().unlock();
        }
    }
}
