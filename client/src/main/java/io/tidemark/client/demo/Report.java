package io.tidemark.client.demo;

import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.TableRows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What the demo says, in one form: facts beside their names, headings, tables set in by two. */
final class Report {

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    /** A fact beside its name. */
    void fact(String name, String text) {
        out.printf(Locale.ROOT, "  %-11s%s%n", name, text);
        out.flush();
    }

    /** A heading and what it is about, after an empty line. */
    void heading(String heading, String about) {
        out.println();
        out.println(heading + (about.isEmpty() ? "" : ": " + about));
        out.flush();
    }

    /** A line set in. */
    void line(String text) {
        out.println(text.isEmpty() ? "" : "  " + text);
        out.flush();
    }

    /** A table; times in it are those of the sample's zone. */
    void table(List<Column> columns, Consumer<TableRows> filling) {
        StringWriter text = new StringWriter();
        try (TableRows rows = new TableRows(new PrintWriter(text), columns, SampleMonth.ZONE)) {
            filling.accept(rows);
        }
        text.toString().lines().forEach(this::line);
    }

    /** A count, thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A number to two decimals, thousands apart. */
    static String decimals(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.2f", value);
    }

    /** Seconds, to a tenth. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
