package io.tidemark.loadtest.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.portfolio.PortfolioPlan;
import io.tidemark.loadtest.portfolio.WatchStep;
import io.tidemark.loadtest.portfolio.WatchTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark loadtest watch}: what it costs to watch a large portfolio in the background. */
@Command(
        name = "watch",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Starts a server that looks at all streams every second, registers a large portfolio whose data are due in some",
            "days, and measures the processor time of the server's monitoring thread: while nothing happens, while every",
            "component sends a reading a second, and while the registry changes twice a second. Needs Linux.",
            ""
        },
        footer = {
            "",
            "By default a server looks every minute (monitoring.tickSeconds), so its share of a core is a sixtieth.",
            "",
            "The exit status is 0 when all readings were taken and nothing was found disturbed, else 1.",
            "",
            "Example:",
            "  tidemark loadtest watch --components 1000000"
        })
public final class WatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(
            names = "--components",
            paramLabel = "N",
            defaultValue = "100000",
            description = "measuring components, two to a meter (default: ${DEFAULT-VALUE})")
    private int components;

    @Option(
            names = "--interval",
            paramLabel = "PERIOD",
            defaultValue = "PT30M",
            description = "length of an interval, a divisor of an hour (default: ${DEFAULT-VALUE})")
    private Duration interval;

    @Option(
            names = "--providers",
            paramLabel = "N",
            defaultValue = "50",
            description = "providers of the service points (default: ${DEFAULT-VALUE})")
    private int providers;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "24",
            description =
                    "how long each step is watched, as many as a day has intervals at most (default: ${DEFAULT-VALUE})")
    private int seconds;

    /** Runs it. */
    @Override
    public Integer call() throws IOException {
        PortfolioPlan plan = WatchTest.plan(components, interval.toMillis(), providers, Clock.systemUTC());
        PrintWriter out = spec.commandLine().getOut();
        out.println("Tidemark watch test");
        out.printf("  %-13s%s%n", "Machine", Machine.description());
        out.printf("  %-13s%s%n", "Busy", Machine.load());
        out.printf(
                "  %-13s%s components of %s, looked at every second%n",
                "Portfolio", Figures.count(plan.components()), interval);
        out.println();
        out.printf("%-40s %8s %12s %12s  %s%n", "step", "seconds", "ms a tick", "% of a core", "done");
        out.flush();
        try (TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-watch-")) {
            Path config = Files.writeString(
                    temporary.path().resolve("watch.conf"),
                    "tidemark.monitoring.tickSeconds = " + WatchTest.TICK_SECONDS + "\n");
            try (ServerProcess started = ServerProcess.start(
                            ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed())
                                    .withArguments("--config", config.toString()),
                            temporary.path().resolve("store"),
                            0,
                            temporary.path().resolve("server.log"));
                    TidemarkClient client = TidemarkClient.connect(started.address())) {
                boolean good = new WatchTest(
                                plan, client, started.address(), started.pid(), seconds, step -> print(out, step))
                        .run();
                out.println(good ? "Everything was as expected." : "Something was not as expected.");
                return good ? ExitCode.OK : ExitCode.SOME_FAILED;
            }
        }
    }

    private static void print(PrintWriter out, WatchStep step) {
        out.printf(
                Locale.ROOT,
                "%-40s %8.1f %12.1f %12.2f  %s%n",
                step.name(),
                step.nanos() / 1e9,
                step.millisATick(),
                step.monitoringMillis() / (step.nanos() / 1e8),
                step.found());
        out.flush();
    }
}
