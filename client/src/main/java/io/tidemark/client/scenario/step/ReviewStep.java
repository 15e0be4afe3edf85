package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewRequest;
import java.time.Instant;
import java.util.Iterator;

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
        ReviewRequest.Builder request = ReviewRequest.newBuilder()
                .setMonth(month)
                .setDryRun(dryRun)
                .setBy("scenario")
                .setAtLeast(session.position());
        if (at != null) {
            request.setAt(Wire.timestamp(at));
        }
        ReviewResult result = new ReviewResult();
        Iterator<ReviewChunk> answers = session.monitoring().review(request.build());
        while (answers.hasNext()) {
            result.add(answers.next());
        }
        return result.end();
    }
}
