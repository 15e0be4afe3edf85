package io.tidemark.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is called, against a server in a process of its own. */
class PortfolioCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void what_was_left_out_is_found_and_nothing_else() {
        try (TestServer server = TestServer.start(directory)) {
            String command = "loadtest portfolio --components 1000 --days 3 --gaps 2.5 --gap-intervals 5"
                    + " --providers 3 --server " + server.address();

            assertThat(run(command.split(" "))).as("%s%s", out, err).isZero();
        }
        assertThat(out.toString())
                .contains("287,875 of 287,875 readings accepted")
                .contains("1,000 scanned, 975 not due, 25 gaps, 25 asked for")
                .contains("1,000 scanned, 975 not due, 25 gaps, 0 asked for")
                .contains("288,000 expected, 125 missing")
                .contains("125 of 125 readings accepted")
                .contains("1,000 scanned, 1,000 not due, 0 gaps, 0 asked for")
                .contains("Every answer was as expected.");
    }

    @Test
    void hours_of_a_zone_half_an_hour_off_begin_at_half_past() {
        try (TestServer server = TestServer.start(directory)) {
            String command = "loadtest portfolio --components 200 --days 3 --interval PT1H --gaps 50 --gap-intervals 3"
                    + " --providers 3 --server " + server.address();

            assertThat(run(command.split(" "))).as("%s%s", out, err).isZero();
        }
        assertThat(out.toString())
                .contains("14,100 of 14,100 readings accepted")
                .contains("14,400 expected, 300 missing")
                .contains("300 of 300 readings accepted")
                .contains("Every answer was as expected.");
    }

    @Test
    void an_option_out_of_bounds_is_named() {
        assertThat(run("loadtest", "portfolio", "--days", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("days is 1: must be 2 to 31");
    }

    @Test
    void help_shows_an_example() {
        assertThat(run("loadtest", "portfolio", "--help")).isZero();
        assertThat(out.toString()).contains("Example").contains("--small-pages");
    }

    private int run(String... arguments) {
        return LoadTest.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
