package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Json;

/** One step of a scenario. */
public interface Step {

    /**
     * Runs it, and blocks until it is done.
     *
     * @return the result in the shape documented for the step
     * @throws io.grpc.StatusRuntimeException when the server refuses it or does not offer it
     */
    Json.Obj run(Session session);
}
