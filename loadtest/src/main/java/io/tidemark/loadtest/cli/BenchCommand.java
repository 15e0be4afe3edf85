package io.tidemark.loadtest.cli;

import io.tidemark.client.cli.ExitCode;
import io.tidemark.loadtest.bench.Bench;
import io.tidemark.loadtest.bench.BenchPart;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark bench}: one table of all figures beside their ceilings. */
@Command(
        name = "bench",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures what Tidemark reaches on this machine and prints one table: each figure beside its ceiling from the",
            "same run (the same bytes into a server that discards them, over plain TCP, out of a constant buffer, or a",
            "plain copy in memory), the ratio of the two, and the target it is held to. Servers are started for it on",
            "temporary stores. Nothing else should be at work meanwhile.",
            ""
        },
        footer = {
            "",
            "What goes on is told on standard error; the table goes to standard output, with how long each part took below it.",
            "It takes up to 16 GB of memory.",
            "",
            "Examples:",
            "  tidemark bench",
            "  tidemark bench --quick                      the same table, in less than two minutes",
            "  tidemark bench --quick --only ingest,store"
        })
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(names = "--quick", description = "fewer and shorter rounds: the whole table in less than two minutes")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "measure these parts only: ${COMPLETION-CANDIDATES}")
    private Set<BenchPart> only;

    /** Runs the bench. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Tidemark bench" + (quick ? ", quick" : "") + ": " + Machine.description() + "; busy before: "
                + Machine.load());
        out.println();
        out.flush();
        Set<BenchPart> parts = only == null ? EnumSet.allOf(BenchPart.class) : only;
        new Bench(quick, parts, spec.commandLine().getErr()).run(out);
        return ExitCode.OK;
    }
}
