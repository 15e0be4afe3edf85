package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import java.time.Instant;

/**
 * {@code disturbances}: which providers fall silent.
 *
 * @param at the instant asked about; null when the file gives none
 */
record DisturbancesStep(Instant at) implements Step {

    static Step read(Fields fields) {
        return new DisturbancesStep(fields.instant("at"));
    }

    @Override
    public Json.Obj run(Session session) {
        throw NotOffered.answer("disturbances");
    }
}
