package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;

/**
 * {@code case}: somebody assigns a component's case.
 *
 * @param component whose case
 * @param owner who has to act, {@code INTERNAL}, {@code PROVIDER} or {@code CUSTOMER}; empty: stays
 * @param cause why the data are missing; empty: stays
 */
record CaseStep(String component, String owner, String cause) implements Step {

    static Step read(Fields fields) {
        return new CaseStep(fields.text("component", ""), fields.text("owner", ""), fields.text("cause", ""));
    }

    @Override
    public Json.Obj run(Session session) {
        throw NotOffered.answer("case");
    }
}
