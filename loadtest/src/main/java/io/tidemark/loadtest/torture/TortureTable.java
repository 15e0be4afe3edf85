package io.tidemark.loadtest.torture;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table: a row a test, with what it tried, what it found, and how long it took. */
public final class TortureTable {

    private record Line(TortureTest test, TortureResult result, long nanos) {}

    private final List<Line> lines = new ArrayList<>();

    /** Adds a row. */
    public void add(TortureTest test, TortureResult result, long nanos) {
        lines.add(new Line(test, result, nanos));
    }

    /** Whether every row held. */
    public boolean isHeld() {
        return lines.stream().allMatch(line -> line.result.isHeld());
    }

    /** Prints the row that was added last, for those who wait for the others. */
    public void printLast(PrintWriter out) {
        print(lines.get(lines.size() - 1), out);
        out.flush();
    }

    private static void print(Line line, PrintWriter out) {
        TortureResult result = line.result;
        out.printf(
                Locale.ROOT,
                "%-15s %-52s %,12d %,12d %6s %8s %8.1f  %s%n",
                line.test.name(),
                line.test.title(),
                result.cases(),
                result.faults(),
                result.isCounted() ? String.format(Locale.ROOT, "%,d", result.lost()) : "?",
                result.isCounted() ? String.format(Locale.ROOT, "%,d", result.invented()) : "?",
                line.nanos / 1e9,
                result.outcome().text());
    }

    /** Prints it, and below it what went wrong. */
    public void print(PrintWriter out) {
        out.printf(
                "%-15s %-52s %12s %12s %6s %8s %8s  %s%n",
                "test", "", "cases", "faults", "lost", "invented", "seconds", "promise");
        lines.forEach(line -> print(line, out));
        for (Line line : lines) {
            if (!line.result.message().isEmpty()) {
                out.println(line.test.name() + ": " + line.result.message());
            }
        }
        out.flush();
    }
}
