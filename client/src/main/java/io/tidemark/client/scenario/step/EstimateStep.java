package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.EstimationHorizon;
import io.tidemark.v1.EstimationOutcome;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * {@code estimate}: a run of periodic estimation.
 *
 * @param processDateTime the instant for which the run is made; null when the file gives none
 * @param systemDateTime the instant at which suppressions are tested; the process date/time unless the file says otherwise
 * @param components the components of the run; empty: all
 * @param dryRun whether nothing is created
 */
record EstimateStep(Instant processDateTime, Instant systemDateTime, List<String> components, boolean dryRun)
        implements Step {

    static Step read(Fields fields) {
        Instant process = fields.instant("processDateTime");
        Instant system = fields.instant("systemDateTime");
        return new EstimateStep(
                process, system == null ? process : system, fields.texts("components"), fields.flag("dryRun"));
    }

    @Override
    public Json.Obj run(Session session) {
        List<Json.Obj> horizons = new ArrayList<>();
        List<Json.Obj> outcomes = new ArrayList<>();
        List<Json.Obj> skipped = new ArrayList<>();
        Iterator<RunEstimationResponse> answers = session.estimation().runEstimation(request(session));
        while (answers.hasNext()) {
            RunEstimationResponse answer = answers.next();
            answer.getHorizonsList().forEach(horizon -> horizons.add(horizon(horizon)));
            answer.getOutcomesList().forEach(outcome -> outcomes.add(outcome(session, outcome)));
            answer.getSkippedList()
                    .forEach(skip -> skipped.add(Json.object()
                            .with("component", skip.getComponent())
                            .with("reason", skip.getReason().name())
                            .end()));
        }
        return Json.object()
                .with("horizons", horizons)
                .with("outcomes", outcomes)
                .with("skipped", skipped)
                .end();
    }

    private RunEstimationRequest request(Session session) {
        RunEstimationRequest.Builder request = RunEstimationRequest.newBuilder()
                .setSelection(Shapes.selection(session, components))
                .setDryRun(dryRun)
                .setAtLeast(session.position());
        if (processDateTime != null) {
            request.setProcessTime(Wire.timestamp(processDateTime));
        }
        if (systemDateTime != null) {
            request.setSystemTime(Wire.timestamp(systemDateTime));
        }
        return request.build();
    }

    private static Json.Obj horizon(EstimationHorizon horizon) {
        return Json.object()
                .with("component", horizon.getComponent())
                .with("from", Shapes.instant(horizon.getFromMillis()))
                .with("to", Shapes.instant(horizon.getToMillis()))
                .end();
    }

    private static Json.Obj outcome(Session session, EstimationOutcome outcome) {
        Json.Members members = Json.object()
                .with("component", outcome.getComponent())
                .with("kind", outcome.getKind().name());
        if (session.portfolio().isScalar(outcome.getComponent())) {
            return members.with("at", Shapes.instant(outcome.getFromMillis())).end();
        }
        return members.with("from", Shapes.instant(outcome.getFromMillis()))
                .with("to", Shapes.instant(outcome.getToMillis()))
                .with("intervals", Integer.toUnsignedLong(outcome.getIntervals()))
                .with("disconnected", Shapes.periods(outcome.getDisconnectedList()))
                .with("zeroFilledIntervals", Integer.toUnsignedLong(outcome.getZeroFilledIntervals()))
                .end();
    }
}
