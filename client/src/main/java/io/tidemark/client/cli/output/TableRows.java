package io.tidemark.client.cli.output;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: aligned columns under headings. The widths follow from the first rows, which are held back for it;
 * from then on rows go out as they come, so that a table without end can be watched.
 */
public final class TableRows implements RowWriter {

    private static final int ROWS_MEASURED_MAX = 1_000;
    private static final String BETWEEN = "  ";

    private final PrintWriter out;
    private final List<Column> columns;
    private final ZoneId zone;
    private final int[] widths;
    private final List<String> notes = new ArrayList<>();
    private List<String[]> held = new ArrayList<>();

    /** Makes a table; {@code zone} is that of the times in it. */
    public TableRows(PrintWriter out, List<Column> columns, ZoneId zone) {
        this.out = out;
        this.columns = columns;
        this.zone = zone;
        this.widths = columns.stream().mapToInt(c -> c.heading().length()).toArray();
    }

    @Override
    public void row(Object... cells) {
        String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = CellText.readable(cells[i], zone);
        }
        if (held == null) {
            print(texts);
            return;
        }
        held.add(texts);
        for (int i = 0; i < texts.length; i++) {
            widths[i] = Math.max(widths[i], texts[i].length());
        }
        if (held.size() == ROWS_MEASURED_MAX) {
            release();
        }
    }

    private void release() {
        List<String[]> rows = held;
        held = null;
        if (!rows.isEmpty()) {
            print(columns.stream().map(Column::heading).toArray(String[]::new));
            rows.forEach(this::print);
        }
    }

    private void print(String[] texts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - texts[i].length()));
            line.append(columns.get(i).numeric() ? padding + texts[i] : texts[i] + padding);
            line.append(BETWEEN);
        }
        out.println(line.toString().stripTrailing());
    }

    @Override
    public void flush() {
        if (held != null && !held.isEmpty()) {
            release();
        }
        out.flush();
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @Override
    public void close() {
        boolean anyRow = held == null || !held.isEmpty();
        if (held != null) {
            release();
        }
        if (anyRow && !notes.isEmpty()) {
            out.println();
        }
        notes.forEach(out::println);
        out.flush();
    }
}
