package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.RangeOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.CsvRows;
import io.tidemark.v1.CoverageBucket;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageRequest;
import io.tidemark.v1.ReadCoverageResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark coverage}: how much of what was expected is there, as a heat map. */
@Command(
        footer = {
            "",
            "Days and months are those of each component's service point. With its zone as --zone, a date begins where",
            "its day does.",
            "Fields of the CSV: component, from, expected, measured, manual, estimated, missing.",
            "",
            "Example:",
            "  tidemark coverage --all --from 2007-04-01 --to 2007-05-01 --png april.png --csv april.csv"
        })
public final class CoverageCommand extends ServerCommand {

    private static final int LINES_USUAL = 60;
    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("from", "from"),
            Column.number("expected", "expected"),
            Column.number("measured", "measured"),
            Column.number("manual", "manual"),
            Column.number("estimated", "estimated"),
            Column.number("missing", "missing"));

    /** How long a column of the map is. */
    enum By {
        DAY,
        MONTH
    }

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Option(names = "--by", paramLabel = "BUCKET", description = "day (default) or month")
    private By by = By.DAY;

    @Option(names = "--zone", paramLabel = "ZONE", description = "read times without an offset in this zone (UTC)")
    private String zone = "Z";

    @Option(names = "--lines", paramLabel = "N", description = "components drawn in the terminal at most (60)")
    private int lines = LINES_USUAL;

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "write the map as a picture, of 20,000 components at most")
    private Path png;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "write every number to a file (RFC 4180, with a header)")
    private Path csv;

    @Override
    protected void check() {
        if (lines < 0 || lines > HeatImage.ROWS_MAX) {
            throw new UsageException("--lines is " + lines + ": give 0 to " + HeatImage.ROWS_MAX);
        }
    }

    @Override
    protected int run(TidemarkClient client) {
        ZoneId shown = TimeArgument.zone("--zone", zone);
        ReadCoverageRequest request = ReadCoverageRequest.newBuilder()
                .setSelection(components.selection())
                .setRange(range.range(shown))
                .setBy(by == By.DAY ? CoverageBucket.COVERAGE_BY_DAY : CoverageBucket.COVERAGE_BY_MONTH)
                .build();
        int keptMax = Math.max(lines, png == null ? 0 : HeatImage.ROWS_MAX);
        List<CoverageRow> kept = new ArrayList<>();
        List<ProviderCoverageTotal> totals = new ArrayList<>();
        long seen = 0;
        try (PrintWriter file = csv == null ? null : new PrintWriter(writable("--csv", csv));
                CsvRows numbers = file == null ? null : new CsvRows(file, COLUMNS, shown);
                ResultStream<ReadCoverageResponse> answer = client.query(
                                MonitoringServiceGrpc.getReadCoverageMethod(), request, List::of)
                        .open()) {
            while (answer.hasNext()) {
                ReadCoverageResponse piece = answer.next();
                for (CoverageRow row : CoverageRow.of(piece)) {
                    if (seen++ < keptMax) {
                        kept.add(row);
                    }
                    if (numbers != null) {
                        write(row, numbers);
                    }
                }
                totals.addAll(piece.getTotalsList());
            }
        }
        map(kept.subList(0, Math.min(lines, kept.size())), seen);
        totals.forEach(this::total);
        if (png != null) {
            picture(kept, seen);
        }
        return ExitCode.OK;
    }

    /** The file, opened for writing. */
    private static Writer writable(String option, Path path) {
        try {
            return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        } catch (IOException refused) {
            throw unwritable(option, path, refused);
        }
    }

    private static UsageException unwritable(String option, Path path, IOException refused) {
        return new UsageException(option + " is " + path + ": it cannot be written (" + refused + ")");
    }

    private void map(List<CoverageRow> drawn, long seen) {
        if (!drawn.isEmpty()) {
            CoverageAxis axis = CoverageAxis.of(drawn, by == By.MONTH);
            HeatLine line = new HeatLine(drawn, axis);
            out().println(axis.title());
            out().println(line.heading());
            drawn.forEach(row -> out().println(line.of(row)));
        }
        if (seen > drawn.size()) {
            out().println("(" + (seen - drawn.size()) + " more components; see them with --lines, --png or --csv)");
        }
        out().println(HeatLine.LEGEND);
    }

    private void picture(List<CoverageRow> kept, long seen) {
        List<CoverageRow> drawn = kept.subList(0, Math.min(HeatImage.ROWS_MAX, kept.size()));
        if (drawn.isEmpty()) {
            err().println("no component, no picture: " + png + " is not written");
            return;
        }
        boolean isLabelled;
        try {
            isLabelled = HeatImage.write(drawn, CoverageAxis.of(drawn, by == By.MONTH), png);
        } catch (IOException refused) {
            throw unwritable("--png", png, refused);
        }
        if (!isLabelled) {
            err().println("this Java runtime finds no fonts: " + png + " has no labels; install fontconfig and a font");
        }
        if (seen > drawn.size()) {
            err().println(png + " shows the first " + drawn.size() + " of " + seen + " components; --csv has all");
        }
    }

    private static void write(CoverageRow row, CsvRows numbers) {
        for (int bucket = 0; bucket < row.counts().length; bucket++) {
            int[] of = row.counts()[bucket];
            numbers.row(
                    row.component(),
                    Instant.ofEpochMilli(row.fromMillis()[bucket]),
                    of[CoverageRow.EXPECTED],
                    of[CoverageRow.MEASURED],
                    of[CoverageRow.MANUAL],
                    of[CoverageRow.ESTIMATED],
                    of[CoverageRow.MISSING]);
        }
    }

    private void total(ProviderCoverageTotal total) {
        out().println((total.getProvider().isEmpty() ? "(no provider)" : total.getProvider()) + ": "
                + total.getComponents()
                + (total.getComponents() == 1 ? " component, " : " components, ") + total.getReceiving()
                + " receive data, "
                + total.getLacking() + " lack some; expected " + total.getExpected() + ", measured "
                + total.getMeasured() + ", manual " + total.getManual() + ", estimated " + total.getEstimated()
                + ", missing " + total.getMissing());
    }
}
