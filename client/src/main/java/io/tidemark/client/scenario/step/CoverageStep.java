package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.client.scenario.portfolio.Words;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.CoverageBucket;
import io.tidemark.v1.ReadCoverageRequest;
import io.tidemark.v1.ReadCoverageResponse;
import io.tidemark.v1.TimeRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * {@code coverage}: how much of what was expected is there.
 *
 * @param components which; empty: all
 * @param range when
 * @param by how long a row is; by day when the file says nothing
 */
record CoverageStep(List<String> components, TimeRange range, CoverageBucket by) implements Step {

    private static final Map<String, CoverageBucket> BY =
            Words.of("DAY", CoverageBucket.COVERAGE_BY_DAY, "MONTH", CoverageBucket.COVERAGE_BY_MONTH);

    static Step read(Fields fields) {
        CoverageBucket by = fields.oneOf("by", BY);
        return new CoverageStep(
                fields.texts("components"),
                Wire.range(fields.instant("from"), fields.instant("to")),
                by == null ? CoverageBucket.COVERAGE_BY_DAY : by);
    }

    @Override
    public Json.Obj run(Session session) {
        List<Json.Obj> rows = new ArrayList<>();
        Iterator<ReadCoverageResponse> answers = session.monitoring()
                .readCoverage(ReadCoverageRequest.newBuilder()
                        .setSelection(
                                ComponentSelection.newBuilder().addAllComponents(session.componentsOrAll(components)))
                        .setRange(range)
                        .setBy(by)
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            add(answers.next(), rows);
        }
        return Json.object().with("rows", rows).end();
    }

    private static void add(ReadCoverageResponse answer, List<Json.Obj> rows) {
        int row = 0;
        for (int i = 0; i < answer.getComponentCount(); i++) {
            for (long from : answer.getBounds(answer.getBoundsIndex(i)).getFromMillisList()) {
                rows.add(Json.object()
                        .with("component", answer.getComponent(i))
                        .with("from", Shapes.instant(from))
                        .with("expected", answer.getExpected(row))
                        .with("measured", answer.getMeasured(row))
                        .with("manual", answer.getManual(row))
                        .with("estimated", answer.getEstimated(row))
                        .with("missing", answer.getMissing(row))
                        .end());
                row++;
            }
        }
    }
}
