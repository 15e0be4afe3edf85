package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import java.time.Instant;

/**
 * {@code review}: the monthly review of the data streams.
 *
 * @param month the month reviewed, such as {@code 2026-01}
 * @param at the instant of the review; null when the file gives none
 * @param dryRun whether nothing is kept and nobody contacted
 */
record ReviewStep(String month, Instant at, boolean dryRun) implements Step {

    static Step read(Fields fields) {
        return new ReviewStep(fields.text("month", ""), fields.instant("at"), fields.flag("dryRun"));
    }

    @Override
    public Json.Obj run(Session session) {
        throw NotOffered.answer("review");
    }
}
