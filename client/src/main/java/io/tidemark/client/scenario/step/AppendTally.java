package io.tidemark.client.scenario.step;

import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Wire;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.RejectedReading;
import java.util.ArrayList;
import java.util.List;

/** What became of readings over one or more requests. For one thread. */
public final class AppendTally {

    private long accepted;
    private long duplicate;
    private final List<Json.Obj> rejected = new ArrayList<>();

    void add(AppendReadingsResponse answer) {
        accepted += answer.getAcceptedCount();
        duplicate += answer.getDuplicateCount();
        for (RejectedReading reading : answer.getRejectedList()) {
            rejected.add(Json.object()
                    .with("component", reading.getComponent())
                    .with("at", Wire.instant(reading.getTime()).toString())
                    .with("reason", reading.getReason().name())
                    .end());
        }
    }

    /** The refused readings: component, instant, reason. */
    public List<Json.Obj> rejected() {
        return List.copyOf(rejected);
    }

    /** The result of an {@code append} step. */
    Json.Obj result() {
        return Json.object()
                .with("accepted", accepted)
                .with("duplicate", duplicate)
                .with("rejected", rejected)
                .end();
    }
}
