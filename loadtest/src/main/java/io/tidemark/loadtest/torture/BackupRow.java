package io.tidemark.loadtest.torture;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.loadtest.crash.BackupUnderLoad;
import io.tidemark.loadtest.crash.CrashFault;
import io.tidemark.loadtest.crash.CrashPlan;
import io.tidemark.loadtest.crash.CrashReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

/** Backups under load, each restored and compared. */
final class BackupRow implements TortureTest {

    private static final int BACKUPS = 10;

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String title() {
        return "backups under load, restored and compared";
    }

    @Override
    public TortureResult run(TortureSetting setting, PrintWriter out) throws IOException, InterruptedException {
        CrashPlan plan = CrashPlan.of(BACKUPS, setting.seedOrNew());
        ServerLaunch launch = ServerLaunch.ofBuiltServer(ServerLaunch.QUICK_START);
        try {
            CrashReport report = new BackupUnderLoad(
                            launch, Files.createDirectories(setting.directory().resolve(name())), plan, out)
                    .run();
            return TortureResult.of(report, plan.seed());
        } catch (CrashFault fault) {
            return TortureResult.broken(0, 0, "--seed " + plan.seed() + ": " + fault.getMessage());
        }
    }
}
