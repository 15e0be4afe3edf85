package io.tidemark.client.cli;

import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.CsvRows;
import io.tidemark.client.cli.output.JsonRows;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.client.cli.output.TableRows;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** How results look. */
public final class OutputOptions {

    /** The forms of a result. */
    public enum Format {
        TABLE,
        CSV,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "FORM",
            description = "table for people (default), csv (RFC 4180, with a header), json (one object a line)")
    private Format format = Format.TABLE;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "show times, and read those without an offset, in this zone (UTC)")
    private String zone = "Z";

    /** The zone in which times are shown and local ones are read. */
    public ZoneId zone() {
        return TimeArgument.zone("--zone", zone);
    }

    /** A writer of rows with these columns. To be closed, which leaves {@code out} open. */
    public RowWriter rows(PrintWriter out, List<Column> columns) {
        return switch (format) {
            case TABLE -> new TableRows(out, columns, zone());
            case CSV -> new CsvRows(out, columns, zone());
            case JSON -> new JsonRows(out, columns, zone());
        };
    }
}
