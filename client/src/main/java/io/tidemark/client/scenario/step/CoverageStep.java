package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.TimeRange;
import java.util.List;

/**
 * {@code coverage}: how much of what was expected is there.
 *
 * @param components which; empty: all
 * @param range when
 * @param by {@code DAY} or {@code MONTH}
 */
record CoverageStep(List<String> components, TimeRange range, String by) implements Step {

    static Step read(Fields fields) {
        return new CoverageStep(
                fields.texts("components"),
                Wire.range(fields.instant("from"), fields.instant("to")),
                fields.text("by", ""));
    }

    @Override
    public Json.Obj run(Session session) {
        throw NotOffered.answer("coverage");
    }
}
