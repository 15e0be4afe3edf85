package io.tidemark.loadtest.torture;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.loadtest.crash.CrashFault;
import io.tidemark.loadtest.crash.CrashPlan;
import io.tidemark.loadtest.crash.CrashReport;
import io.tidemark.loadtest.crash.CrashTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Locale;

/** A server killed under load at random moments. */
final class KillRow implements TortureTest {

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String title() {
        return "kill -9 under load at random moments";
    }

    @Override
    public TortureResult run(TortureSetting setting, PrintWriter out) throws IOException, InterruptedException {
        CrashPlan plan = CrashPlan.of(setting.kills(), setting.seedOrNew());
        ServerLaunch launch = ServerLaunch.ofBuiltServer(ServerLaunch.QUICK_START);
        try {
            CrashReport report = new CrashTest(
                            launch, Files.createDirectories(setting.directory().resolve(name())), plan, out)
                    .run();
            out.printf(
                    Locale.ROOT,
                    "  %,d acknowledged requests, %,d kept; %,d readings compared%n",
                    report.acknowledged(),
                    report.kept(),
                    report.readings().verified());
            return TortureResult.of(report, plan.seed());
        } catch (CrashFault fault) {
            return TortureResult.broken(0, plan.cycles(), "--seed " + plan.seed() + ": " + fault.getMessage());
        }
    }
}
