package io.tidemark.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The command as it is called. */
class WatchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_says_what_it_measures() {
        assertThat(run("loadtest", "watch", "--help")).isZero();
        assertThat(out.toString()).contains("Example").contains("monitoring.tickSeconds");
    }

    @Test
    void more_seconds_than_a_day_has_intervals_are_refused() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")));
        assertThat(run("loadtest", "watch", "--components", "2", "--seconds", "49"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("seconds is 49: must be 1 to 48");
    }

    private int run(String... arguments) {
        return LoadTest.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
