package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.FinalizeInitialMeasurementRequest;
import io.tidemark.v1.InitialMeasurementName;
import java.time.Instant;
import java.util.List;

/**
 * {@code finalize}: an initial measurement becomes final with the values given.
 *
 * @param component whose initial measurement
 * @param begin its beginning ({@code from}), of a scalar its instant ({@code at})
 * @param values the values, NaN for those that stay missing; empty: those it has
 */
record FinalizeStep(String component, Instant begin, List<Double> values) implements Step {

    static Step read(Fields fields) {
        double[] values = fields.numbers("values");
        return new FinalizeStep(
                fields.text("component", ""),
                begin(fields),
                values == null
                        ? List.of()
                        : java.util.Arrays.stream(values).boxed().toList());
    }

    /** The beginning of an initial measurement, whichever of its two keys names it. */
    static Instant begin(Fields fields) {
        Instant from = fields.instant("from");
        Instant at = fields.instant("at");
        if (from != null && at != null) {
            throw fields.problem("at", "an initial measurement is named by from or at, not by both");
        }
        return from != null ? from : at;
    }

    @Override
    public Json.Obj run(Session session) {
        session.wrote(session.estimation()
                .finalizeInitialMeasurement(FinalizeInitialMeasurementRequest.newBuilder()
                        .setName(name(component, begin))
                        .addAllValues(values)
                        .build())
                .getPosition());
        return Json.object().end();
    }

    /** An initial measurement named by component and beginning, which stays absent when the file gives none. */
    static InitialMeasurementName name(String component, Instant begin) {
        InitialMeasurementName.Builder name =
                InitialMeasurementName.newBuilder().setComponent(component);
        if (begin != null) {
            name.setStartTime(Wire.timestamp(begin));
        }
        return name.build();
    }
}
