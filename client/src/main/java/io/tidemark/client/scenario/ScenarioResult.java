package io.tidemark.client.scenario;

import io.tidemark.client.scenario.json.Json;
import java.util.List;

/**
 * What came of a scenario.
 *
 * @param document the JSON document to print
 * @param differences where a result was not as the file expects; empty when all were
 * @param warnings what the user should know though nothing failed for it, such as readings that were refused
 */
public record ScenarioResult(Json.Obj document, List<String> differences, List<String> warnings) {

    /** Copies the lists. */
    public ScenarioResult {
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }
}
