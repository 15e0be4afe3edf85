package io.tidemark.server.maintenance;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalException;
import io.tidemark.server.journal.JournalRepair;
import io.tidemark.server.journal.ReplayReport.Cut;
import io.tidemark.server.maintenance.DataFolders.NotADataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal repair --truncate}: cuts a journal at its first damaged byte, so that a server starts again. */
@Command(
        name = "repair",
        description = {
            "Cut the journal at its first damaged byte, so that a server starts from what lies before it.",
            "This gives up acknowledged readings: everything from the damage on. Restore a backup instead if there is one,",
            "and copy the data directory first. Exit status: 0 when a server would start, 1 when it cannot be repaired,",
            "2 when called wrongly."
        },
        footer = {"", "Example:", "  tidemark journal repair --truncate /var/lib/tidemark"},
        mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {

    @Option(names = "--truncate", description = "Yes, give up everything from the first damaged byte on.")
    private boolean isTruncate;

    @Parameters(paramLabel = "DIR", description = "The data directory, as given to serve --data.")
    private Path dataDirectory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!isTruncate) {
            err.println("tidemark journal repair: say --truncate if everything from the first damaged byte on is to be"
                    + " given up; tidemark journal verify tells how much that is");
            return ExitStatus.USAGE;
        }
        try {
            DiskFiles files = DiskFiles.at(DataFolders.existingJournal(dataDirectory));
            if (Coverage.of(dataDirectory).coversDamageOf(files)) {
                err.println(
                        "tidemark journal repair: the damage lies before a good checkpoint, from which a server starts"
                                + " without it; nothing was cut");
                return ExitStatus.USAGE;
            }
            print(JournalRepair.truncate(files, JournalConfig.DEFAULT), out);
            return ExitStatus.OK;
        } catch (NotADataDirectory wrong) {
            err.println("tidemark journal repair: " + wrong.getMessage());
            return ExitStatus.USAGE;
        } catch (JournalException | IOException cannot) {
            err.println("tidemark journal repair: the journal was not repaired: " + cannot.getMessage());
            return ExitStatus.DAMAGED;
        }
    }

    private static void print(List<Cut> cuts, PrintWriter out) {
        for (Cut cut : cuts) {
            out.println(cut.file() + ": " + cut.bytes() + " bytes from offset " + cut.offset() + ": " + cut.what());
        }
        out.println(cuts.isEmpty() ? "nothing stops a start; nothing was changed" : "a server starts from this now");
        out.flush();
    }
}
