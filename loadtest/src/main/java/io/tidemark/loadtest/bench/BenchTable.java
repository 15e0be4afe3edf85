package io.tidemark.loadtest.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The rows as they come in, printed as one table at the end; the lines are those of a Markdown table. For one thread. */
final class BenchTable {

    private static final String[] HEADS = {
        "what", "components", "connections", "figure", "ceiling", "ratio", "target", "verdict"
    };

    private final List<BenchRow> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final PrintWriter progress;

    /**
     * An empty table.
     *
     * @param progress gets each row as soon as it is there
     */
    BenchTable(PrintWriter progress) {
        this.progress = progress;
    }

    void add(BenchRow row) {
        rows.add(row);
        progress.println("  " + String.join("  ", row.cells()).strip());
        progress.flush();
    }

    /** A sentence or two that stand under the table. */
    void note(String text) {
        notes.add(text);
    }

    /** A word on what is done now. */
    void progress(String text) {
        progress.println(text);
        progress.flush();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintWriter out) {
        int[] widths = new int[HEADS.length];
        List<String[]> lines = new ArrayList<>();
        lines.add(HEADS);
        rows.forEach(row -> lines.add(row.cells()));
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        for (int k = 0; k < lines.size(); k++) {
            out.println(line(lines.get(k), widths));
            if (k == 0) {
                out.println(rule(widths));
            }
        }
        for (String note : notes) {
            out.println();
            out.println(note);
        }
        out.flush();
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder text = new StringBuilder("|");
        for (int i = 0; i < cells.length; i++) {
            text.append(' ')
                    .append(cells[i])
                    .append(" ".repeat(widths[i] - cells[i].length()))
                    .append(" |");
        }
        return text.toString();
    }

    private static String rule(int[] widths) {
        StringBuilder text = new StringBuilder("|");
        for (int width : widths) {
            text.append("-".repeat(width + 2)).append('|');
        }
        return text.toString();
    }
}
