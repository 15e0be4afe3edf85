package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tidemark.client.scenario.Scenario;
import io.tidemark.client.scenario.ScenarioReader;
import io.tidemark.client.scenario.ScenarioResult;
import io.tidemark.client.scenario.ScenarioRunner;
import io.tidemark.client.scenario.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every scenario file under {@code scenarios/}, and the one the README shows: a file there is a test. */
class ScenariosTest {

    private static final Path SHOWN = Path.of("..", "samples", "gap.json");
    private static final Path SCENARIOS = Path.of("src", "test", "resources", "scenarios");

    /** A scenario with a step that the server does not offer is skipped, and counts as soon as it does. */
    private static final String NOT_OFFERED = "\"error\":{\"code\":\"UNIMPLEMENTED\"";

    @TestFactory
    Stream<DynamicTest> every_scenario_meets_its_expectations() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), file.toUri(), () -> meetsItsExpectations(file)));
    }

    private static void meetsItsExpectations(Path file) {
        Scenario scenario = ScenarioReader.read(file);
        assertThat(scenario.expectError() != null || scenario.steps().stream().anyMatch(step -> step.expect() != null))
                .as("the scenario expects something")
                .isTrue();
        try (LocalServer server = LocalServer.start()) {
            ScenarioResult result = ScenarioRunner.run(scenario, server.channel());
            assumeFalse(JsonText.line(result.document()).contains(NOT_OFFERED), "has a step that is not offered");
            assertThat(result.differences()).isEmpty();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return Stream.concat(
                            Stream.of(SHOWN),
                            files.filter(file -> file.toString().endsWith(".json")))
                    .sorted()
                    .toList();
        }
    }
}
