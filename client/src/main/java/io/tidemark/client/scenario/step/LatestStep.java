package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadLatestResponse;
import java.util.Iterator;

/** {@code latest}: how far one component's readings go. */
record LatestStep(String component) implements Step {

    static Step read(Fields fields) {
        return new LatestStep(fields.text("component", ""));
    }

    @Override
    public Json.Obj run(Session session) {
        long contiguousMillis = Shapes.NO_INSTANT_MILLIS;
        long latestMillis = Shapes.NO_INSTANT_MILLIS;
        Iterator<ReadLatestResponse> answers = session.readings()
                .readLatest(ReadLatestRequest.newBuilder()
                        .setSelection(Shapes.only(component))
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            ReadLatestResponse answer = answers.next();
            for (int i = 0; i < answer.getLatestMillisCount(); i++) {
                contiguousMillis = answer.getLatestContiguousMillis(i);
                latestMillis = answer.getLatestMillis(i);
            }
        }
        return Json.object()
                .with("latestContiguous", Shapes.instant(contiguousMillis))
                .with("latest", Shapes.instant(latestMillis))
                .end();
    }
}
