package io.tidemark.server.grpc;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;

/** Components that a request names by id. */
final class Lookup {

    private Lookup() {}

    /**
     * The handle of a component.
     *
     * @throws Refusal when none is named, or there is none of that id
     */
    static int handle(State state, String component, String field) {
        if (component.isEmpty()) {
            throw Refusal.invalid("MISSING_FIELD", field, "not set", "the id of a measuring component is required");
        }
        state.lock().read().lock();
        try {
            int handle = state.registry().components().handleOf(component);
            if (handle == 0) {
                throw Refusal.of(
                                Refusal.Kind.NOT_FOUND,
                                "UNKNOWN_COMPONENT",
                                field + " is " + component + ": no measuring component has this id; register it first")
                        .with("field", field)
                        .with("value", component);
            }
            return handle;
        } finally {
            state.lock().read().unlock();
        }
    }
}
