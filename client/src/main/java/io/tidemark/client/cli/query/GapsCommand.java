package io.tidemark.client.cli.query;

import io.tidemark.client.ComponentGaps;
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

/** {@code tidemark gaps}: what is missing while a component was installed. */
@Command(
        footer = {
            "",
            "Fields: component, from, to (itself not missing; of a register read the expected instant), intervals.",
            "",
            "Example:",
            "  tidemark gaps --all --from 2007-01-01 --to 2007-07-01 --zone Europe/Paris"
        })
public final class GapsCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.number("intervals", "missing"));

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
        long missing = 0;
        try (ResultStream<ComponentGaps> answer =
                        client.gaps().list(selection, asked).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                ComponentGaps found = answer.next();
                for (ComponentGaps.Gap gap : found.gaps()) {
                    rows.row(
                            found.component(),
                            Instant.ofEpochMilli(gap.fromMillis()),
                            Instant.ofEpochMilli(gap.toMillis()),
                            gap.intervals());
                    count++;
                    missing += gap.intervals();
                }
            }
            rows.note(
                    count == 0
                            ? "Nothing is missing."
                            : count + (count == 1 ? " gap, " : " gaps, ") + missing + " missing in all");
        }
        return ExitCode.OK;
    }
}
