package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.TidemarkCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first finding to the reading by hand that resolves the case, all from the command line. */
class MonitoringCommandsTest {

    private static final String PORTFOLIO = """
            {"providers": [{"id": "grid-a", "name": "Grid A"}],
             "measuringComponentTypes": [{"id": "hourly", "kind": "INTERVAL", "interval": "PT1H"}],
             "servicePoints": [{"id": "sp1", "timeZone": "UTC", "provider": "grid-a"}],
             "deviceConfigurations": [{"id": "dc1", "device": "meter-1"}],
             "installEvents": [{"deviceConfiguration": "dc1", "servicePoint": "sp1",
                "installedAt": "2024-01-01T00:00:00Z", "removedAt": "2024-01-01T02:00:00Z"}],
             "measuringComponents": [{"id": "mc1", "type": "hourly", "deviceConfigurations": ["dc1"]}]}
            """;

    @TempDir
    private Path directory;

    @Test
    void a_case_goes_its_way() throws IOException {
        Path portfolio = Files.writeString(directory.resolve("portfolio.json"), PORTFOLIO);
        try (LocalServer server = LocalServer.start()) {
            ok(server, "register", portfolio.toString());
            assertThat(ok(server, "stalled", "--all", "--at=2024-01-05", "--output=csv"))
                    .contains("mc1,grid-a,2024-01-01T00:00:00Z,2024-01-04T00:00:00Z,");
            assertThat(ok(server, "review", "2024-01", "--at=2024-02-15", "--dry-run"))
                    .contains("Dry run of 2024-01", "NEVER_RECEIVED", "message to provider:grid-a about 1 component");
            assertThat(ok(server, "cases", "--all", "--output=csv").lines()).hasSize(1);
            ok(server, "review", "2024-01", "--at=2024-02-15");
            assertThat(ok(server, "review", "--list", "--output=csv")).contains("1,2024-01,2024-02-15T00:00:00Z,");

            ok(server, "cases", "mc1", "--owner=customer", "--cause=API_KEY_MISSING", "--by=ann");
            assertThat(ok(server, "cases", "mc1", "--note=called them", "--by=ann", "--history"))
                    .contains("CUSTOMER", "API_KEY_MISSING", "noted by ann: called them");
            assertThat(ok(server, "outbox", "--output=csv")).contains("1,provider:grid-a,2024-01,1,");

            ok(server, "disturbances", "grid-a", "--begin", "--banner=They move house", "--by=ann");
            assertThat(ok(server, "disturbances", "--open-only")).contains("They move house");
            ok(server, "disturbances", "grid-a", "--end", "--by=ann");
            assertThat(ok(server, "disturbances", "--open-only", "--output=csv").lines())
                    .hasSize(1);

            assertThat(ok(
                            server,
                            "enter",
                            "mc1",
                            "2024-01-01T00:00:00Z=1.5",
                            "2024-01-01T01:00:00Z=1.25",
                            "--why=read from the display",
                            "--by=ann"))
                    .contains("2 stored", "the case of mc1 is resolved");
            assertThat(ok(server, "entries", "mc1", "--output=csv"))
                    .contains(",ann,read from the display,mc1,2,2024-01-01T00:00:00Z,2024-01-01T01:00:00Z");
            assertThat(ok(server, "outbox", "--drop=1", "--by=ann")).contains("DROPPED", "ann");
            assertThat(ok(server, "outbox", "--lines"))
                    .contains("message 1: mc1 at sp1, missing from 2024-01-01T00:00:00Z to 2024-01-01T02:00:00Z");
            assertThat(ok(server, "disturbances", "grid-a", "--history"))
                    .contains("opened by ann: They move house", "closed by ann");
            assertThat(ok(server, "coverage", "mc1", "--from=2024-01-01", "--to=2024-01-02"))
                    .contains("█ 100.0 %", "manual 2");
            assertThat(ok(server, "cases", "mc1", "--output=csv").lines()).hasSize(1);
        }
    }

    @Test
    void what_cannot_be_says_why() throws IOException {
        try (LocalServer server = LocalServer.start()) {
            StringWriter err = new StringWriter();
            assertThat(run(server, new StringWriter(), err, "review", "2024-1")).isEqualTo(ExitCode.REFUSED);
            assertThat(err.toString()).contains("BAD_MONTH", "YYYY-MM");
            assertThat(run(server, new StringWriter(), new StringWriter(), "disturbances", "--begin"))
                    .isEqualTo(ExitCode.USAGE);
            StringWriter refused = new StringWriter();
            assertThat(run(
                            server,
                            new StringWriter(),
                            refused,
                            "coverage",
                            "--all",
                            "--from=2024-01-01",
                            "--to=2024-01-02",
                            "--csv=" + directory.resolve("no/where.csv")))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(refused.toString()).contains("--csv is ", "it cannot be written");
            assertThat(run(server, new StringWriter(), new StringWriter(), "outbox", "--retry=1", "--drop=1"))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(run(server, new StringWriter(), new StringWriter(), "enter", "mc1", "noon", "--why=?"))
                    .isEqualTo(ExitCode.USAGE);
        }
    }

    private static String ok(LocalServer server, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = run(server, out, err, args);
        assertThat(err.toString()).isEmpty();
        assertThat(status).isEqualTo(ExitCode.OK);
        return out.toString();
    }

    private static int run(LocalServer server, StringWriter out, StringWriter err, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--server=" + server.address());
        return new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true)).run(all.toArray(String[]::new));
    }
}
