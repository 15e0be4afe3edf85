package io.tidemark.client.cli.csv;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What an import came to, in a few lines. */
final class ImportSummary {

    private ImportSummary() {}

    static void print(PrintWriter out, Tally tally, Path rejects, long rate, boolean dryRun) {
        line(out, tally.rows, "rows read");
        if (dryRun) {
            line(out, tally.readings, "readings would be sent");
        } else {
            line(out, tally.accepted, "readings accepted (" + String.format(Locale.ROOT, "%,d", rate) + " a second)");
            line(out, tally.duplicate, "there already");
        }
        line(out, tally.missing, "missing values");
        line(out, tally.rejected, "rejected" + (rejects == null ? "" : ", see " + rejects));
        if (tally.unreported > 0) {
            line(out, tally.unreported, "of the accepted without a report: the connection broke before the server");
            out.println("             told whether it refused any of them; import the file again to know");
        }
        out.flush();
    }

    private static void line(PrintWriter out, long count, String what) {
        out.printf(Locale.ROOT, "%,12d %s%n", count, what);
    }
}
