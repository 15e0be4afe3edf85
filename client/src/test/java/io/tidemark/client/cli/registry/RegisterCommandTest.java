package io.tidemark.client.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.FakeServer;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.FakeTidemark;
import io.tidemark.client.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RegisterCommandTest {

    private static final String PORTFOLIO = """
            {"name": "one meter",
             "providers": [{"id": "grid-a", "name": "Grid A"}],
             "measuringComponentTypes": [{"id": "hourly", "kind": "INTERVAL", "interval": "PT1H"}],
             "servicePoints": [{"id": "sp1", "timeZone": "Europe/Stockholm", "provider": "grid-a"}],
             "deviceConfigurations": [{"id": "dc1", "device": "meter-1"}],
             "installEvents": [{"deviceConfiguration": "dc1", "servicePoint": "sp1",
                                "installedAt": "2026-01-01T00:00:00Z"}],
             "measuringComponents": [{"id": "mc1", "type": "hourly", "deviceConfigurations": ["dc1"]}],
             "steps": [{"latest": {"component": "mc1"}}]}
            """;

    private final FakeTidemark tidemark = new FakeTidemark();

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("portfolio.json"), text);
    }

    @Test
    void the_portfolio_of_a_scenario_file_is_registered_and_its_steps_are_left_alone() throws IOException {
        try (FakeServer server = tidemark.serve()) {
            Run run = Run.of("register", file(PORTFOLIO).toString(), "--server", server.target());
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isEqualTo(ExitCode.OK);
            assertThat(run.out()).isEqualToIgnoringNewLines("6 created, 0 changed, 0 as they were");
            assertThat(tidemark.registeredIds())
                    .containsExactly(
                            "provider grid-a",
                            "type hourly",
                            "service point sp1",
                            "configuration dc1",
                            "component mc1",
                            "installed sp1");
        }
    }

    @Test
    void a_dry_run_asks_nobody() throws IOException {
        Run run = Run.of("register", file(PORTFOLIO).toString(), "--dry-run", "--server=127.0.0.1:1");
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("6 entities would be registered");
    }

    @Test
    void an_unknown_key_is_named_with_its_line() throws IOException {
        Path file = file("{\n\"providers\": [{\"id\": \"x\",\n\"nam\": \"y\"}]}");
        Run run = Run.of("register", file.toString());
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("portfolio.json:3", "providers[0].nam").hasLineCount(1);
    }
}
