package io.tidemark.client.scenario;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.JsonFile;
import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.client.scenario.portfolio.PortfolioReader;
import io.tidemark.client.scenario.portfolio.ReadingsEntry;
import io.tidemark.client.scenario.portfolio.ReadingsReader;
import io.tidemark.client.scenario.step.InitialMeasurement;
import io.tidemark.client.scenario.step.StepReader;
import java.nio.file.Path;
import java.util.List;

/** Reads scenario files. */
public final class ScenarioReader {

    private static final String EXPECT_ERROR = "expectError";

    private ScenarioReader() {}

    /**
     * Reads a file whole.
     *
     * @throws io.tidemark.client.scenario.json.FileProblem when it cannot be read or a key is unknown
     */
    public static Scenario read(Path file) {
        return read(JsonFile.read(file), nameOf(file));
    }

    /** Reads an object as a scenario; the name stands in for one that it does not give. */
    static Scenario read(Fields fields, String nameOtherwise) {
        String name = fields.text("name", nameOtherwise);
        Portfolio portfolio = PortfolioReader.read(fields);
        List<ReadingsEntry> readings = ReadingsReader.read(fields, "readings", portfolio);
        List<InitialMeasurement> initial = fields.objects("initialMeasurements").stream()
                .map(InitialMeasurement::read)
                .toList();
        List<StepReader.Planned> steps = fields.objects("steps").stream()
                .map(entry -> StepReader.read(entry, portfolio))
                .toList();
        boolean expectsError = fields.object(EXPECT_ERROR) != null;
        fields.end();
        return new Scenario(
                fields.file(),
                name,
                portfolio,
                readings,
                initial,
                steps,
                expectsError ? fields.value(EXPECT_ERROR) : null);
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
    }
}
