package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.v1.FillInitialMeasurementsRequest;
import io.tidemark.v1.FillInitialMeasurementsResponse;
import io.tidemark.v1.FilledInitialMeasurement;
import io.tidemark.v1.FillingRuleKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * {@code fill}: the filling rules, run on the estimates in progress.
 *
 * @param components whose estimates; empty: all
 */
record FillStep(List<String> components) implements Step {

    static Step read(Fields fields) {
        return new FillStep(fields.texts("components"));
    }

    @Override
    public Json.Obj run(Session session) {
        List<FilledInitialMeasurement> all = new ArrayList<>();
        Iterator<FillInitialMeasurementsResponse> answers = session.estimation()
                .fillInitialMeasurements(FillInitialMeasurementsRequest.newBuilder()
                        .setSelection(Shapes.selection(session, components))
                        .setAtLeast(session.position())
                        .build());
        while (answers.hasNext()) {
            all.addAll(answers.next().getFilledList());
        }
        // The server fills intervals first, since registers are filled from them; results stand in file order.
        List<String> order = session.componentsOrAll(components);
        all.sort(Comparator.comparingInt((FilledInitialMeasurement one) -> order.indexOf(one.getComponent()))
                .thenComparingLong(FilledInitialMeasurement::getFromMillis));
        List<Json.Obj> filled = new ArrayList<>();
        List<Json.Obj> exceptions = new ArrayList<>();
        for (FilledInitialMeasurement one : all) {
            if (one.getProblem().isEmpty()) {
                filled.add(filled(session, one));
            } else {
                exceptions.add(
                        named(session, one).with("reason", one.getProblem()).end());
            }
        }
        return Json.object()
                .with("filled", filled)
                .with("exceptions", exceptions)
                .end();
    }

    private static Json.Members named(Session session, FilledInitialMeasurement one) {
        Json.Members members = Json.object().with("component", one.getComponent());
        return session.portfolio().isScalar(one.getComponent())
                ? members.with("at", Shapes.instant(one.getFromMillis()))
                : members.with("from", Shapes.instant(one.getFromMillis()))
                        .with("to", Shapes.instant(one.getToMillis()));
    }

    private static Json.Obj filled(Session session, FilledInitialMeasurement one) {
        Json.Members members = named(session, one)
                .with("values", one.getValuesList().stream().map(Json::number).toList())
                .with(
                        "conditions",
                        one.getConditionsList().stream()
                                .map(condition -> Json.number(condition.longValue()))
                                .toList());
        return one.getLastRule() == FillingRuleKind.FILLING_RULE_KIND_UNSPECIFIED
                ? members.end()
                : members.with("rule", one.getLastRule().name()).end();
    }
}
