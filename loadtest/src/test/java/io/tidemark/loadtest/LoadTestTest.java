package io.tidemark.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as it is called, against a server in a process of its own. */
class LoadTestTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--shape one-each",
                "--shape one-each --one-time --connections 3",
                "--shape runs --connections 2 --type interval",
                "--shape one-each --rate 200000"
            })
    void a_small_load_is_acknowledged_and_found_again(String options) {
        try (TestServer server = TestServer.start(directory)) {
            String load =
                    "loadtest --components 500 --readings 100 --rounds 2 --warm-up 1 --batch-readings 777 --server "
                            + server.address() + " " + options;

            assertThat(run(load.split(" "))).as("%s%s", out, err).isZero();
        }
        assertThat(out.toString())
                .contains("Verified     150,000; missing 0, different 0, never sent 0")
                .contains("median")
                .contains("batch to ack")
                .contains("query while loading");
    }

    @Test
    void help_shows_an_example() {
        assertThat(run("loadtest", "--help")).isZero();
        assertThat(out.toString()).contains("Example").contains("--batch-readings");
    }

    @Test
    void the_parts_of_a_bench_are_listed_and_an_unknown_one_is_told() {
        assertThat(run("bench", "--help")).isZero();
        assertThat(out.toString()).contains("--quick").contains("INGEST").contains("KERNELS");
        assertThat(run("bench", "--only", "coffee")).isEqualTo(2);
        assertThat(err.toString()).contains("coffee");
    }

    @Test
    void an_option_out_of_bounds_is_named() {
        assertThat(run("loadtest", "--connections", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("connections is 0: must be 1 or more");
    }

    @Test
    void one_time_does_not_go_with_runs() {
        assertThat(run("loadtest", "--shape", "runs", "--one-time")).isEqualTo(2);
        assertThat(err.toString()).contains("--one-time");
    }

    @Test
    void a_server_that_is_not_there_is_unreachable() {
        assertThat(run("loadtest", "--server", "127.0.0.1:1", "--components", "10", "--no-ceiling"))
                .isEqualTo(4);
    }

    private int run(String... arguments) {
        return LoadTest.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
