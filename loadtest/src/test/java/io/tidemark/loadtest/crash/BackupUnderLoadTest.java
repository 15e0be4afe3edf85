package io.tidemark.loadtest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.loadtest.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two backups of a server under load, each restored by the server's own command and started. */
class BackupUnderLoadTest {

    private static final int BACKUPS = 2;

    @TempDir
    private Path directory;

    @Test
    void a_backup_under_load_holds_what_was_acknowledged_before_it_and_no_batch_in_part() throws InterruptedException {
        long seed = Long.getLong("tidemark.seed", System.nanoTime());
        CrashPlan plan = new CrashPlan(BACKUPS, seed, 2, 20, 200, 8, 150);
        StringWriter out = new StringWriter();

        CrashReport report =
                new BackupUnderLoad(TestServer.launch(), directory, plan, new PrintWriter(out, true)).run();

        assertThat(report.isClean())
                .as("-Dtidemark.seed=%d%n%s%n%s", seed, report, out)
                .isTrue();
        assertThat(report.verifications()).isEqualTo(BACKUPS);
        assertThat(report.readings().verified()).isPositive();
    }
}
