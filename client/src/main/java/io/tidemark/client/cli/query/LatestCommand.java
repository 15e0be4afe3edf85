package io.tidemark.client.cli.query;

import io.tidemark.client.LatestMark;
import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark latest}: up to where each component's history is complete, and its newest measurement. */
@Command(
        footer = {
            "",
            "Fields: component, latestContiguous (up to here nothing is missing), latest (the newest).",
            "",
            "Example:",
            "  tidemark latest --all --output csv"
        })
public final class LatestCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("latestContiguous", "complete up to"),
            Column.text("latest", "latest"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        try (ResultStream<LatestMark> answer =
                        client.readings().latest(components.selection()).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                LatestMark mark = answer.next();
                rows.row(mark.component(), instant(mark.latestContiguousMillis()), instant(mark.latestMillis()));
            }
        }
        return ExitCode.OK;
    }

    private static Instant instant(long millis) {
        return millis == Times.NONE ? null : Instant.ofEpochMilli(millis);
    }
}
