package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import java.util.List;

/**
 * {@code fill}: the filling rules, run on the estimates in progress.
 *
 * @param components whose estimates; empty: all
 */
record FillStep(List<String> components) implements Step {

    static Step read(Fields fields) {
        return new FillStep(fields.texts("components"));
    }

    @Override
    public Json.Obj run(Session session) {
        throw NotOffered.answer("fill");
    }
}
