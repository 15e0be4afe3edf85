package io.tidemark.loadtest.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.portfolio.PortfolioPlan;
import io.tidemark.loadtest.portfolio.PortfolioStep;
import io.tidemark.loadtest.portfolio.PortfolioTest;
import io.tidemark.loadtest.portfolio.ServerMemory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark loadtest portfolio}: what it costs to look at a large portfolio as a whole. */
@Command(
        name = "portfolio",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Registers a large portfolio (providers, service points, meters, installations, components), loads some days of",
            "a month into it with a gap in some components, and measures what looks at all of it at once: estimation,",
            "coverage, review, disturbances. Every answer is compared with what was left out. Then the gaps are closed by",
            "late readings, and estimation runs where nothing is missing.",
            ""
        },
        footer = {
            "",
            "A reading takes 8 bytes, and a month is laid out whole: a million components with quarter-hours take 24 GB of",
            "address space. With --small-pages only days with readings take memory, so that a few days of very many",
            "components fit where a month does not.",
            "",
            "The exit status is 0 when every answer was as expected, else 1.",
            "",
            "Examples:",
            "  tidemark loadtest portfolio --components 100000 --days 31",
            "  tidemark loadtest portfolio --components 1000000 --days 2 --small-pages --store-bytes-max 40GiB"
        })
public final class PortfolioCommand implements Callable<Integer> {

    private static final double MIB = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description =
                    "use this server; by default one is started on a temporary store. Reviews and disturbances are"
                            + " about everything on a server, and are left out then")
    private String server;

    @Option(
            names = "--components",
            paramLabel = "N",
            defaultValue = "100000",
            description = "measuring components, two to a meter (default: ${DEFAULT-VALUE})")
    private int components;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "31",
            description = "days loaded of January 2026, 2 to 31 (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(
            names = "--interval",
            paramLabel = "PERIOD",
            defaultValue = "PT15M",
            description = "length of an interval, a divisor of an hour (default: ${DEFAULT-VALUE})")
    private Duration interval;

    @Option(
            names = "--gaps",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "components that have a gap, of a hundred (default: ${DEFAULT-VALUE})")
    private double gaps;

    @Option(
            names = "--gap-intervals",
            paramLabel = "N",
            defaultValue = "8",
            description = "intervals of a gap (default: ${DEFAULT-VALUE})")
    private int gapIntervals;

    @Option(
            names = "--providers",
            paramLabel = "N",
            defaultValue = "50",
            description = "providers of the service points (default: ${DEFAULT-VALUE})")
    private int providers;

    @Option(
            names = "--store-bytes-max",
            paramLabel = "SIZE",
            description = "store.bytesMax of the started server, such as 40GiB; by default six tenths of the machine's")
    private String storeBytesMax;

    @Option(
            names = "--small-pages",
            description = "the started server takes memory by small pages, so that days without readings take none")
    private boolean smallPages;

    /** Runs it. */
    @Override
    public Integer call() throws IOException {
        PortfolioPlan plan = new PortfolioPlan(
                components, PortfolioPlan.JANUARY, days, gaps / 100, gapIntervals, interval.toMillis(), providers);
        PrintWriter out = spec.commandLine().getOut();
        heading(out, plan);
        if (server != null) {
            if (storeBytesMax != null || smallPages) {
                throw new IllegalArgumentException(
                        "--store-bytes-max and --small-pages are for a server that is started here");
            }
            return run(plan, server, ServerMemory.unknown(), false, out);
        }
        try (TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-portfolio-")) {
            ServerLaunch launch = launch(temporary.path());
            try (ServerProcess started = ServerProcess.start(
                    launch,
                    temporary.path().resolve("store"),
                    0,
                    temporary.path().resolve("server.log"))) {
                return run(plan, started.address(), ServerMemory.of(started.pid()), true, out);
            }
        }
    }

    private ServerLaunch launch(Path temporary) throws IOException {
        ServerLaunch launch = ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed());
        if (smallPages) {
            launch = launch.withEnvironment("GLIBC_TUNABLES", "glibc.malloc.hugetlb=0");
        }
        if (storeBytesMax != null) {
            Path config = Files.writeString(
                    temporary.resolve("portfolio.conf"), "tidemark.store.bytesMax = \"" + storeBytesMax + "\"\n");
            launch = launch.withArguments("--config", config.toString());
        }
        return launch;
    }

    private void heading(PrintWriter out, PortfolioPlan plan) {
        out.println("Tidemark portfolio test");
        out.printf("  %-13s%s%n", "Machine", Machine.description());
        out.printf("  %-13s%s%n", "Busy", Machine.load());
        out.printf(
                "  %-13s%s components × %d days of %s, %s readings; %s components with a gap of %d intervals%n",
                "Portfolio",
                Figures.count(plan.components()),
                plan.days(),
                interval,
                Figures.count(plan.readings()),
                Figures.count(plan.gaps()),
                plan.gapSlots());
        out.println();
        out.printf("%-36s %10s %12s %12s  %s%n", "step", "seconds", "MiB before", "MiB at most", "found");
        out.flush();
    }

    private static int run(PortfolioPlan plan, String address, ServerMemory memory, boolean isAlone, PrintWriter out) {
        try (TidemarkClient client = TidemarkClient.connect(address)) {
            boolean good = new PortfolioTest(plan, client, address, memory, step -> print(out, step)).run(isAlone);
            out.println(good ? "Every answer was as expected." : "Some answers were not as expected.");
            return good ? ExitCode.OK : ExitCode.SOME_FAILED;
        }
    }

    private static void print(PrintWriter out, PortfolioStep step) {
        out.printf(
                Locale.ROOT,
                "%-36s %10.3f %12s %12s  %s%s%n",
                step.name(),
                step.nanos() / 1e9,
                mebibytes(step.residentBytes()),
                mebibytes(step.peakBytes()),
                step.found(),
                step.asExpected() ? "" : "  NOT AS EXPECTED");
        out.flush();
    }

    private static String mebibytes(long bytes) {
        return bytes < 0 ? "-" : String.format(Locale.ROOT, "%,.0f", bytes / MIB);
    }
}
