package io.tidemark.loadtest.torture;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.loadtest.overload.Overload;
import io.tidemark.loadtest.overload.OverloadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Three times as much as goes. A measurement: on a machine with nothing else to do. */
final class OverloadRow implements TortureTest {

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String title() {
        return "an open loop at three times the peak";
    }

    @Override
    public TortureResult run(TortureSetting setting, PrintWriter out) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(setting.directory().resolve(name()));
        OverloadReport report;
        try (ServerProcess server = ServerProcess.start(
                ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed()),
                directory.resolve("store"),
                0,
                directory.resolve("server.log"))) {
            report = new Overload(server.address(), out).run();
        }
        out.printf(
                Locale.ROOT,
                "  goodput %.0f %% of the peak; %,d of %,d unary calls refused, p99 %.1f ms, the others taken, p99"
                        + " %.1f ms; normal again within %d s%n",
                100 * report.goodputOfPeak(),
                report.refused(),
                report.calls(),
                report.refusedMillisP99(),
                report.acknowledgedMillisP99(),
                report.secondsToNormal());
        out.flush();
        return report.isHeld()
                ? TortureResult.held(1, report.calls())
                : TortureResult.broken(1, report.calls(), report.toString());
    }
}
