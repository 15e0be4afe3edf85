package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.DeltaBucket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code deltas} with a bucket: sums in the service point's calendar. */
record BucketsStep(DeltaQuestion question, DeltaBucket bucket) implements Step {

    @Override
    public Json.Obj run(Session session) {
        List<Json.Obj> buckets = new ArrayList<>();
        Iterator<AggregateDeltasResponse> answers = session.deltas()
                .aggregateDeltas(AggregateDeltasRequest.newBuilder()
                        .setSelection(Shapes.only(question.component()))
                        .setRange(question.range())
                        .setSettings(question.settings())
                        .setBucket(bucket)
                        .setCalendar(Calendar.newBuilder().setServicePoint(true))
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            AggregateDeltasResponse answer = answers.next();
            for (int i = 0; i < answer.getFromMillisCount(); i++) {
                buckets.add(Json.object()
                        .with("from", Shapes.instant(answer.getFromMillis(i)))
                        .with("to", Shapes.instant(answer.getToMillis(i)))
                        .with("sum", answer.getSum(i))
                        .with("valid", Integer.toUnsignedLong(answer.getValid(i)))
                        .with("corrected", Integer.toUnsignedLong(answer.getCorrected(i)))
                        .with("missing", Integer.toUnsignedLong(answer.getMissing(i)))
                        .end());
            }
        }
        return Json.object().with("buckets", buckets).end();
    }
}
