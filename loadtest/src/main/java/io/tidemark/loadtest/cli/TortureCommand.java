package io.tidemark.loadtest.cli;

import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.torture.TortureResult;
import io.tidemark.loadtest.torture.TortureRows;
import io.tidemark.loadtest.torture.TortureSetting;
import io.tidemark.loadtest.torture.TortureTable;
import io.tidemark.loadtest.torture.TortureTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark torture}: the long suites, and the table of what they found. */
@Command(
        name = "torture",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Tries the promise that nothing acknowledged is lost and nothing is invented, at the full counts: servers are",
            "killed under load, and journals, checkpoints and disks are broken in every way there is. Prints what each test",
            "tried (cases, faults) and what it found (lost, invented). All of it takes about an hour.",
            ""
        },
        footer = {
            "",
            "The exit status is 0 when every promise held, else 1. Tests inside the server are run by Maven, which must be on",
            "PATH. A row's directory is kept with --data, or when it broke; what was sent and when it was killed follow from the seed.",
            "",
            "Example:",
            "  tidemark torture --only kills --kills 5"
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
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = Names.class,
            description = "only these: ${COMPLETION-CANDIDATES}")
    private List<String> only;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "50",
            description = "how often a server is killed at a random moment (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "replays the one seed that a row has named")
    private Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "keep stores, logs and records in this directory, empty or to be made; by default in a temporary one")
    private Path data;

    /** The rows' names, for the help. */
    static final class Names implements Iterable<String> {

        @Override
        public java.util.Iterator<String> iterator() {
            return TortureRows.all().stream().map(TortureTest::name).iterator();
        }
    }

    /** Runs the rows. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<TortureTest> chosen = chosen();
        TortureTable table = new TortureTable();
        for (TortureTest test : chosen) {
            out.println(test.name() + ": " + test.title());
            out.flush();
            long began = System.nanoTime();
            TortureResult result = run(test, out);
            table.add(test, result, System.nanoTime() - began);
            table.printLast(out);
            out.println();
        }
        table.print(out);
        return table.isHeld() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    /** In the directory that was asked for; else in one that goes when the row has held, and stays to be looked at if not. */
    private TortureResult run(TortureTest test, PrintWriter out) throws IOException, InterruptedException {
        if (data != null) {
            return run(test, Files.createDirectories(data.toAbsolutePath()), out);
        }
        TemporaryDirectory directory = TemporaryDirectory.make("tidemark-torture-");
        TortureResult result = run(test, directory.path(), out);
        if (result.isHeld()) {
            directory.close();
        } else {
            directory.keep();
            out.println("  what it left is in " + directory.path());
        }
        return result;
    }

    /** What one row throws does not keep the others from running. */
    private TortureResult run(TortureTest test, Path directory, PrintWriter out) throws InterruptedException {
        try {
            return test.run(
                    new TortureSetting(kills, seed == null ? OptionalLong.empty() : OptionalLong.of(seed), directory),
                    out);
        } catch (IOException | RuntimeException broken) {
            return TortureResult.notRun("it ended with " + broken);
        }
    }

    private List<TortureTest> chosen() {
        if (only == null) {
            return TortureRows.all();
        }
        List<TortureTest> chosen = new ArrayList<>();
        for (String name : only) {
            chosen.add(TortureRows.all().stream()
                    .filter(test -> test.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--only " + name
                            + ": there is no such test; choose from " + String.join(", ", new Names()))));
        }
        return chosen;
    }
}
