package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.DeltaMethod;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadDeltasResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code deltas}: one component's deltas in a range; with a bucket, their sums. */
record DeltasStep(DeltaQuestion question) implements Step {

    private static final Map<String, DeltaBucket> BUCKET = new LinkedHashMap<>();

    static {
        BUCKET.put("PT15M", DeltaBucket.QUARTER_HOUR);
        BUCKET.put("PT1H", DeltaBucket.HOUR);
        BUCKET.put("DAY", DeltaBucket.DAY);
        BUCKET.put("MONTH", DeltaBucket.MONTH);
    }

    static Step read(Fields fields) {
        DeltaQuestion question = DeltaQuestion.read(fields);
        DeltaBucket bucket = fields.oneOf("bucket", BUCKET);
        return bucket == null ? new DeltasStep(question) : new BucketsStep(question, bucket);
    }

    @Override
    public Json.Obj run(Session session) {
        List<Json.Obj> points = new ArrayList<>();
        Iterator<ReadDeltasResponse> answers = session.deltas()
                .readDeltas(ReadDeltasRequest.newBuilder()
                        .setSelection(Shapes.only(question.component()))
                        .setRange(question.range())
                        .setSettings(question.settings())
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            ReadDeltasResponse chunk = answers.next();
            long[] times = Shapes.timesMillis(chunk.getSeries());
            for (int i = 0; i < times.length; i++) {
                points.add(point(chunk, i, times[i]));
            }
        }
        return Json.object().with("points", points).end();
    }

    private static Json.Obj point(ReadDeltasResponse chunk, int i, long atMillis) {
        DeltaFlag flag = chunk.getFlags().isEmpty()
                ? DeltaFlag.NORMAL
                : DeltaFlag.forNumber(chunk.getFlags().byteAt(i));
        Json.Members point = Json.object()
                .with("at", Shapes.instant(atMillis))
                .with("delta", chunk.getDelta(i))
                .with("flag", String.valueOf(flag));
        if (flag == DeltaFlag.ROLLOVER && !chunk.getMethods().isEmpty()) {
            point.with(
                    "method",
                    String.valueOf(DeltaMethod.forNumber(chunk.getMethods().byteAt(i))));
        }
        return point.end();
    }
}
