package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ListGapsResponse;
import io.tidemark.v1.TimeRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code gaps}: what one component lacks in a range. */
record GapsStep(String component, TimeRange range) implements Step {

    static Step read(Fields fields) {
        return new GapsStep(fields.text("component", ""), Wire.range(fields.instant("from"), fields.instant("to")));
    }

    @Override
    public Json.Obj run(Session session) {
        List<Json.Obj> gaps = new ArrayList<>();
        Iterator<ListGapsResponse> answers = session.gaps()
                .listGaps(ListGapsRequest.newBuilder()
                        .setSelection(Shapes.only(component))
                        .setRange(range)
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            ListGapsResponse answer = answers.next();
            for (int i = 0; i < answer.getFromMillisCount(); i++) {
                gaps.add(Json.object()
                        .with("from", Shapes.instant(answer.getFromMillis(i)))
                        .with("to", Shapes.instant(answer.getToMillis(i)))
                        .with("intervals", Integer.toUnsignedLong(answer.getIntervals(i)))
                        .end());
            }
        }
        return Json.object().with("gaps", gaps).end();
    }
}
