package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.DetectDisturbancesRequest;
import io.tidemark.v1.DetectDisturbancesResponse;
import io.tidemark.v1.DetectedDisturbance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code disturbances}: which providers have fallen silent.
 *
 * @param at the instant asked about; null when the file gives none
 */
record DisturbancesStep(Instant at) implements Step {

    static Step read(Fields fields) {
        return new DisturbancesStep(fields.instant("at"));
    }

    @Override
    public Json.Obj run(Session session) {
        DetectDisturbancesRequest.Builder request =
                DetectDisturbancesRequest.newBuilder().setAtLeast(session.position());
        if (at != null) {
            request.setAt(Wire.timestamp(at));
        }
        DetectDisturbancesResponse answer = session.monitoring().detectDisturbances(request.build());
        List<Json.Obj> open = new ArrayList<>();
        for (DetectedDisturbance one : answer.getOpenList()) {
            open.add(Json.object()
                    .with("provider", one.getProvider())
                    .with("from", Shapes.instant(one.getFromMillis()))
                    .with("silent", one.getSilent())
                    .with("of", one.getOf())
                    .end());
        }
        return Json.object().with("open", open).end();
    }
}
