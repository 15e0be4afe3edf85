package io.tidemark.client.cli.output;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;

/** JSON lines: one object a row, one row a line. A cell without a value is null. */
public final class JsonRows implements RowWriter {

    private final PrintWriter out;
    private final List<Column> columns;
    private final ZoneId zone;

    /** Makes a writer; {@code zone} is that of the times in it. */
    public JsonRows(PrintWriter out, List<Column> columns, ZoneId zone) {
        this.out = out;
        this.columns = columns;
        this.zone = zone;
    }

    @Override
    public void row(Object... cells) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                object.append(',');
            }
            appendString(object, columns.get(i).name());
            object.append(':');
            appendValue(object, cells[i]);
        }
        out.print(object.append("}\n"));
    }

    private void appendValue(StringBuilder object, Object cell) {
        if (CellText.isAbsent(cell)) {
            object.append("null");
        } else if (cell instanceof Number || cell instanceof Boolean) {
            object.append(CellText.exact(cell, zone));
        } else {
            appendString(object, CellText.exact(cell, zone));
        }
    }

    private static void appendString(StringBuilder object, String text) {
        object.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                object.append('\\').append(c);
            } else if (c < 0x20) {
                object.append(String.format("\\u%04x", (int) c));
            } else {
                object.append(c);
            }
        }
        object.append('"');
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
