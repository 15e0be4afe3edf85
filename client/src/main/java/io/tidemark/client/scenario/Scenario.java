package io.tidemark.client.scenario;

import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.client.scenario.portfolio.ReadingsEntry;
import io.tidemark.client.scenario.step.InitialMeasurement;
import io.tidemark.client.scenario.step.StepReader;
import java.util.List;

/**
 * A scenario file as read.
 *
 * @param file the file, as the user named it
 * @param name its name; that of the file, less its ending, when it gives none
 * @param portfolio who is measured, with what
 * @param readings the readings sent before the steps
 * @param initialMeasurements the initial measurements put in before the steps
 * @param steps the steps, in order
 * @param expectError what the refusal of the portfolio must contain; null when none is expected
 */
public record Scenario(
        String file,
        String name,
        Portfolio portfolio,
        List<ReadingsEntry> readings,
        List<InitialMeasurement> initialMeasurements,
        List<StepReader.Planned> steps,
        Json expectError) {

    /** Copies the lists. */
    public Scenario {
        readings = List.copyOf(readings);
        initialMeasurements = List.copyOf(initialMeasurements);
        steps = List.copyOf(steps);
    }
}
