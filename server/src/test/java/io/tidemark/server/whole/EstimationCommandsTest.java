package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.cli.TidemarkCli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of estimation, one after the other, as somebody would type them. */
class EstimationCommandsTest {

    private static final String PORTFOLIO = """
            {"name": "one gap that interpolation fills and one that nothing does",
             "measuringComponentTypes": [{"id": "hourly", "kind": "INTERVAL", "interval": "PT1H",
               "rules": [{"rule": "INTERPOLATION"}], "estimation": {"hoursToWait": 0, "hoursToEstimate": 0}}],
             "servicePoints": [{"id": "sp", "timeZone": "UTC"}],
             "deviceConfigurations": [{"id": "dc", "device": "meter"}],
             "installEvents": [{"deviceConfiguration": "dc", "servicePoint": "sp", "installedAt": "2026-04-01T00:00:00Z"}],
             "measuringComponents": [{"id": "mc", "type": "hourly", "deviceConfigurations": ["dc"]}]}
            """;

    private static final String READINGS = """
            time,mc
            2026-04-01T00:00:00Z,10
            2026-04-01T02:00:00Z,14
            2026-04-01T06:00:00Z,20
            """;

    @TempDir
    private Path directory;

    private static int status;
    private static String error;

    private static String tidemark(LocalServer server, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        status = new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true))
                .run(Stream.concat(Stream.of(args), Stream.of("--server=" + server.address()))
                        .toArray(String[]::new));
        error = err.toString();
        return out.toString();
    }

    @Test
    void a_gap_is_found_explained_filled_and_settled_from_the_command_line() throws Exception {
        Path portfolio = Files.writeString(directory.resolve("portfolio.json"), PORTFOLIO);
        Path readings = Files.writeString(directory.resolve("readings.csv"), READINGS);
        try (LocalServer server = LocalServer.start()) {
            tidemark(server, "register", portfolio.toString());
            assertThat(error).isEmpty();
            tidemark(server, "import", readings.toString(), "--time-column=time", "--column=mc=mc");
            assertThat(status).as(error).isZero();

            assertThat(tidemark(server, "estimate", "mc", "--at=2026-04-01T07:00Z", "--dry-run", "--output=csv")
                            .lines())
                    .containsExactly(
                            "component,kind,from,to,intervals,zeroFilled,id",
                            "mc,INITIAL_MEASUREMENT,2026-04-01T01:00:00Z,2026-04-01T02:00:00Z,1,0,",
                            "mc,INITIAL_MEASUREMENT,2026-04-01T03:00:00Z,2026-04-01T06:00:00Z,3,0,");
            assertThat(tidemark(server, "explain", "mc", "--at=2026-04-01T07:00Z", "--output=csv"))
                    .contains("HORIZON,2026-04-01T01:00:00Z,2026-04-01T07:00:00Z")
                    .contains("GAP,2026-04-01T01:00:00Z,2026-04-01T02:00:00Z,\"1 missing, ASKED_WHOLE\"");
            assertThat(tidemark(server, "estimate", "--all", "--at=2026-04-01T07:00Z"))
                    .contains("2 gaps, 2 initial measurements");
            assertThat(tidemark(server, "fill", "mc", "--output=csv").lines().skip(1))
                    .satisfiesExactly(
                            row -> assertThat(row)
                                    .isEqualTo("1,mc,2026-04-01T01:00:00Z,2026-04-01T02:00:00Z,1,INTERPOLATION,"),
                            row -> assertThat(row)
                                    .startsWith("2,mc,2026-04-01T03:00:00Z,2026-04-01T06:00:00Z,0,,")
                                    .contains("NO_VALUE_FOUND"));
            assertThat(tidemark(server, "todo", "--all", "--output=csv").lines().skip(1))
                    .containsExactly("1,mc,NOT_FILLED,2026-04-01T03:00:00Z,2026-04-01T06:00:00Z,,,2");
            tidemark(server, "todo", "--assign=1", "--to=maria");
            assertThat(tidemark(server, "todo", "--all", "--assignee=maria", "--output=csv"))
                    .contains("maria");
            tidemark(server, "initial-measurements", "--finalize=1");
            assertThat(status).as(error).isZero();
            tidemark(server, "initial-measurements", "--finalize=2", "--values=15,16,17");
            assertThat(status).as(error).isZero();
            assertThat(tidemark(server, "todo", "--all")).contains("Nothing is to be done.");
            assertThat(tidemark(server, "explain", "mc", "--value=2026-04-01T01:00Z"))
                    .contains("12.0 (301000, final)", "straight line from 10.0");
            assertThat(tidemark(server, "initial-measurements", "--all", "--status=FINALIZED", "--output=csv")
                            .lines())
                    .hasSize(3);
            assertThat(tidemark(server, "gaps", "mc", "--from=2026-04-01", "--to=2026-04-01T07:00Z"))
                    .contains("Nothing is missing.");
            tidemark(server, "initial-measurements", "--discard=2");
            assertThat(status).isNotZero();
            assertThat(error).contains("FINALIZED already");
            assertThat(tidemark(server, "estimate", "--runs", "--output=csv").lines())
                    .hasSize(3);
        }
    }
}
