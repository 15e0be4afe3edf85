package io.tidemark.loadtest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.loadtest.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own, killed five times under load. */
class CrashTestTest {

    private static final int KILLS = 5;

    @TempDir
    private Path directory;

    @Test
    void what_was_acknowledged_outlives_every_kill_once_and_as_it_was_sent() throws InterruptedException {
        long seed = Long.getLong("tidemark.seed", System.nanoTime());
        CrashPlan plan = new CrashPlan(KILLS, seed, 2, 20, 200, 8, 150);
        StringWriter out = new StringWriter();

        CrashReport report = new CrashTest(TestServer.launch(), directory, plan, new PrintWriter(out, true)).run();

        assertThat(report.isClean())
                .as("-Dtidemark.seed=%d%n%s%n%s", seed, report, out)
                .isTrue();
        assertThat(report.kills()).isEqualTo(KILLS);
        assertThat(report.verifications()).isEqualTo(KILLS + 3);
        assertThat(report.acknowledged()).isPositive();
        assertThat(report.readings().verified()).isPositive();
    }
}
