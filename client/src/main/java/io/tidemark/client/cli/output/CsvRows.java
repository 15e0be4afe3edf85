package io.tidemark.client.cli.output;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;

/** CSV after RFC 4180: a header, commas, CRLF, quotes where they are needed. A cell without a value is empty. */
public final class CsvRows implements RowWriter {

    private static final String END_OF_RECORD = "\r\n";

    private final PrintWriter out;
    private final int columnCount;
    private final ZoneId zone;

    /** Writes the header. */
    public CsvRows(PrintWriter out, List<Column> columns, ZoneId zone) {
        this.out = out;
        this.columnCount = columns.size();
        this.zone = zone;
        record(columns.stream().map(Column::name).toArray());
    }

    @Override
    public void row(Object... cells) {
        record(cells);
    }

    private void record(Object[] cells) {
        for (int i = 0; i < columnCount; i++) {
            if (i > 0) {
                out.print(',');
            }
            if (!CellText.isAbsent(cells[i])) {
                out.print(quoted(CellText.exact(cells[i], zone)));
            }
        }
        out.print(END_OF_RECORD);
    }

    /** The field as it stands in a record. */
    static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void note(String line) {
        // for people only
    }

    @Override
    public void close() {
        out.flush();
    }
}
