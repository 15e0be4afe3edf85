package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import java.time.Instant;
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
        throw NotOffered.answer("estimate");
    }
}
