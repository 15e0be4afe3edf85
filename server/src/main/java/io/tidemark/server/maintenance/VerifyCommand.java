package io.tidemark.server.maintenance;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalVerifier;
import io.tidemark.server.journal.SegmentVerdict;
import io.tidemark.server.maintenance.DataFolders.NotADataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code journal verify}: reads every byte of a journal and says of each segment what is good. */
@Command(
        name = "verify",
        description = {
            "Read every byte of the journal and say of each segment what is good. Changes nothing.",
            "Exit status: 0 when a server would start from it, 1 when damage would stop it, 2 when there is no journal.",
            "",
            "full     written to its end, and good",
            "open     written in part, and good",
            "empty    prepared, not yet written",
            "torn     bytes at the end that were promised to nobody; the next start cuts them",
            "damaged  bytes that were promised are not as they were written; the next start stops here",
            "missing  a segment that should be there is not; the next start stops here"
        },
        footer = {"", "Example:", "  tidemark journal verify /var/lib/tidemark"},
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The data directory, as given to serve --data.")
    private Path dataDirectory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<SegmentVerdict> verdicts =
                    JournalVerifier.verify(DiskFiles.at(DataFolders.existingJournal(dataDirectory)));
            print(verdicts, out);
            Coverage coverage = Coverage.of(dataDirectory);
            coverage.print(out);
            if (coverage.isNeededButMissing(verdicts)) {
                err.println(
                        "tidemark journal verify: the journal does not reach back to its beginning, and there is no good"
                                + " checkpoint: restore a backup");
                return ExitStatus.DAMAGED;
            }
            return verdicts.stream().anyMatch(SegmentVerdict::stopsTheStart) ? ExitStatus.DAMAGED : ExitStatus.OK;
        } catch (NotADataDirectory wrong) {
            err.println("tidemark journal verify: " + wrong.getMessage());
            return ExitStatus.USAGE;
        } catch (IOException unreadable) {
            err.println("tidemark journal verify: the journal cannot be read: " + unreadable);
            return ExitStatus.DAMAGED;
        }
    }

    private static void print(List<SegmentVerdict> verdicts, PrintWriter out) {
        out.printf("%-28s %-8s %12s %12s %14s%n", "file", "state", "records", "good bytes", "records behind");
        long records = 0;
        for (SegmentVerdict verdict : verdicts) {
            records += verdict.records();
            out.printf(
                    "%-28s %-8s %12d %12d %14d%n",
                    verdict.file(),
                    verdict.state().name().toLowerCase(Locale.ROOT),
                    verdict.records(),
                    verdict.goodBytes(),
                    verdict.recordsBehind());
            if (!verdict.what().isEmpty()) {
                out.println("  " + verdict.what());
            }
        }
        long bad = verdicts.stream().filter(SegmentVerdict::stopsTheStart).count();
        out.println(
                bad == 0
                        ? records + " records are good; a server starts from this"
                        : records + " records are good; " + bad
                                + " file(s) would stop the start. Restore a backup, or cut at the first with tidemark"
                                + " journal repair --truncate");
        out.flush();
    }
}
