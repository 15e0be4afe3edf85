package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.RangeOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.CsvRows;
import io.tidemark.v1.CoverageBucket;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageRequest;
import io.tidemark.v1.ReadCoverageResponse;
import java.io.IOException;
import java.io.PrintWriter;
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
            "Days and months are those of each component's service point.",
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
    protected int run(TidemarkClient client) throws IOException {
        ZoneId shown = TimeArgument.zone("--zone", zone);
        ReadCoverageRequest request = ReadCoverageRequest.newBuilder()
                .setSelection(components.selection())
                .setRange(range.range(shown))
                .setBy(by == By.DAY ? CoverageBucket.COVERAGE_BY_DAY : CoverageBucket.COVERAGE_BY_MONTH)
                .build();
        List<CoverageRow> drawn = new ArrayList<>();
        long seen = 0;
        try (PrintWriter file =
                        csv == null ? null : new PrintWriter(Files.newBufferedWriter(csv, StandardCharsets.UTF_8));
                CsvRows numbers = file == null ? null : new CsvRows(file, COLUMNS, shown);
                ResultStream<ReadCoverageResponse> answer = client.query(
                                MonitoringServiceGrpc.getReadCoverageMethod(), request, List::of)
                        .open()) {
            while (answer.hasNext()) {
                ReadCoverageResponse piece = answer.next();
                for (CoverageRow row : CoverageRow.of(piece)) {
                    if (seen++ < lines) {
                        out().println(HeatLine.of(row));
                    }
                    if (png != null && drawn.size() < HeatImage.ROWS_MAX) {
                        drawn.add(row);
                    }
                    if (numbers != null) {
                        write(row, numbers);
                    }
                }
                piece.getTotalsList().forEach(this::total);
            }
        }
        if (seen > lines) {
            out().println("(" + (seen - lines) + " more components; see them with --lines, --png or --csv)");
        }
        out().println(HeatLine.LEGEND);
        if (png != null && !drawn.isEmpty()) {
            HeatImage.write(drawn, png);
        }
        return ExitCode.OK;
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
