package io.tidemark.loadtest.cli;

import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.crash.CrashFault;
import io.tidemark.loadtest.crash.CrashPlan;
import io.tidemark.loadtest.crash.CrashReport;
import io.tidemark.loadtest.crash.CrashTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark torture}: the crash test in full. */
@Command(
        name = "torture",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Kills a server under load at random moments, again and again. After each restart everything is read back",
            "and compared with a record, kept and forced by this process, of what was acknowledged: nothing may be lost,",
            "nothing invented, nothing applied twice, and no batch in part. Ends with a clean restart and a start from the",
            "journal alone.",
            ""
        },
        footer = {
            "",
            "The exit status is 0 when nothing was lost, different or invented, else 1. The same seed sends the same",
            "content and picks the same moments, counted in acknowledgements.",
            "",
            "Example:",
            "  tidemark torture --kills 50"
        })
public final class TortureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "50",
            description = "how often the server is killed (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "of content and moments; a new one by default")
    private Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "keep store, logs and record in this directory, empty or to be made; a temporary one by default")
    private Path data;

    /** Runs the trial. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CrashPlan plan = CrashPlan.of(kills, seed == null ? System.nanoTime() : seed);
        ServerLaunch launch = ServerLaunch.ofBuiltServer(ServerLaunch.QUICK_START);
        try (TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-torture-")) {
            Path directory = data == null ? temporary.path() : Files.createDirectories(data.toAbsolutePath());
            long began = System.nanoTime();
            CrashReport report = new CrashTest(launch, directory, plan, out).run();
            print(out, report, System.nanoTime() - began);
            return report.isClean() ? ExitCode.OK : ExitCode.SOME_FAILED;
        } catch (CrashFault fault) {
            out.println("tidemark torture: seed " + plan.seed() + ": " + fault.getMessage());
            return ExitCode.SOME_FAILED;
        }
    }

    private static void print(PrintWriter out, CrashReport report, long nanos) {
        out.println();
        out.printf(
                "%-24s %6s %14s %14s %6s %10s %10s %9s%n",
                "test", "kills", "verifications", "acknowledged", "lost", "readings", "different", "invented");
        out.printf(
                Locale.ROOT,
                "%-24s %,6d %,14d %,14d %,6d %,10d %,10d %,9d%n",
                "kill -9 under load",
                report.kills(),
                report.verifications(),
                report.acknowledged(),
                report.lost() + report.readings().missing(),
                report.readings().verified(),
                report.readings().different(),
                report.inventedRequests() + report.readings().invented());
        out.println("Requests that were kept: " + Figures.count(report.kept()) + ", those among them whose"
                + " acknowledgement the kill cut off. " + Figures.seconds(nanos) + ".");
    }
}
