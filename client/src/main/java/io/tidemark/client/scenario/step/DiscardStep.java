package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.DiscardInitialMeasurementRequest;
import java.time.Instant;

/**
 * {@code discard}: an initial measurement is dropped.
 *
 * @param component whose initial measurement
 * @param begin its beginning ({@code from}), of a scalar its instant ({@code at})
 */
record DiscardStep(String component, Instant begin) implements Step {

    static Step read(Fields fields) {
        return new DiscardStep(fields.text("component", ""), FinalizeStep.begin(fields));
    }

    @Override
    public Json.Obj run(Session session) {
        session.wrote(session.estimation()
                .discardInitialMeasurement(DiscardInitialMeasurementRequest.newBuilder()
                        .setName(FinalizeStep.name(component, begin))
                        .build())
                .getPosition());
        return Json.object().end();
    }
}
