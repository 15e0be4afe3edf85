package io.tidemark.client.cli.query;

import io.tidemark.client.ReadingSeries;
import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.RangeOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.TimeRange;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark read}: readings as they are stored. */
@Command(
        footer = {
            "",
            "Fields: component, time (an interval's beginning), value (none: an invalid reading), condition.",
            "",
            "Example:",
            "  tidemark read house/total --from 2007-01-01 --to 2007-01-02 --zone Europe/Paris"
        })
public final class ReadCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("time", "time"),
            Column.number("value", "value"),
            Column.number("condition", "condition"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Mixin
    private RangeOptions range = new RangeOptions();

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        ComponentSelection selection = components.selection();
        TimeRange asked = range.range(output.zone());
        long count = 0;
        try (ResultStream<ReadingSeries> answer =
                        client.readings().read(selection, asked).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                ReadingSeries series = answer.next();
                for (int i = 0; i < series.size(); i++) {
                    rows.row(
                            series.component(),
                            Instant.ofEpochMilli(series.timesMillis()[i]),
                            series.values()[i],
                            series.conditions()[i]);
                }
                count += series.size();
            }
            rows.note(count == 0 ? "No readings in this range." : count + (count == 1 ? " reading" : " readings"));
        }
        return ExitCode.OK;
    }
}
