package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.scenario.ScenarioFiles;
import io.tidemark.client.scenario.ScenarioProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenario files as the command runs them: on stores served by a child process. */
class ScenarioProcessTest {

    private static final String LARGE = """
            {"name": "two years of quarters of an hour",
             "measuringComponentTypes": [{"id": "t", "interval": "PT15M"}],
             "measuringComponents": [{"id": "mc", "type": "t"}],
             "readings": [{"component": "mc", "from": "2023-01-01T00:00:00Z", "to": "2025-01-01T00:00:00Z", "value": 1}],
             "steps": [{"latest": {"component": "mc"},
                        "expect": {"latest": "2025-01-01T00:00:00Z", "latestContiguous": "2025-01-01T00:00:00Z"}}]}
            """;
    private static final String EMPTY = """
            {"name": "nothing of the one before is left",
             "steps": [{"latest": {"component": "mc"}, "expect": {"error": {"code": "NOT_FOUND"}}}]}
            """;

    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void files_run_one_after_the_other_each_on_an_empty_store() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit;
        try (ScenarioProcess servers = ScenarioProcess.start(ServerProcessTest.launch(), false)) {
            exit = new ScenarioFiles(servers, new PrintWriter(out), new PrintWriter(err), false)
                    .run(List.of(file("large.json", LARGE), file("empty.json", EMPTY), file("again.json", LARGE)));
        }
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isEqualTo(ScenarioFiles.EXIT_MET);
        assertThat(out.toString().lines()).hasSize(3);
    }
}
