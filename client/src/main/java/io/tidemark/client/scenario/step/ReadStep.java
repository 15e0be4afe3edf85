package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.TimeRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code read}: one component's readings in a range, as stored. */
record ReadStep(String component, TimeRange range) implements Step {

    /** Condition of every value of a chunk that brings no column of them. */
    private static final int CONDITION_REGULAR = 501_000;

    static Step read(Fields fields) {
        return new ReadStep(fields.text("component", ""), Wire.range(fields.instant("from"), fields.instant("to")));
    }

    @Override
    public Json.Obj run(Session session) {
        String timeKey = session.portfolio().shape(component).isInterval() ? "from" : "at";
        List<Json.Obj> readings = new ArrayList<>();
        Iterator<ReadReadingsResponse> answers = session.readings()
                .readReadings(ReadReadingsRequest.newBuilder()
                        .setSelection(Shapes.only(component))
                        .setRange(range)
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            ReadReadingsResponse chunk = answers.next();
            long[] times = Shapes.timesMillis(chunk.getSeries());
            for (int i = 0; i < times.length; i++) {
                readings.add(Json.object()
                        .with(timeKey, Shapes.instant(times[i]))
                        .with("value", chunk.getValue(i))
                        .with("condition", chunk.getConditionCount() == 0 ? CONDITION_REGULAR : chunk.getCondition(i))
                        .end());
            }
        }
        return Json.object().with("readings", readings).end();
    }
}
