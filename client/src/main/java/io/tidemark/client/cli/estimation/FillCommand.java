package io.tidemark.client.cli.estimation;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.FillInitialMeasurementsResponse;
import io.tidemark.v1.FilledInitialMeasurement;
import io.tidemark.v1.FillingRuleKind;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark fill}: the filling rules, run on the estimates in progress. */
@Command(
        footer = {
            "",
            "Fields: id, component, from, to, values, rule (the last that gave or changed a value), problem.",
            "",
            "Example:",
            "  tidemark fill --all"
        })
public final class FillCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.number("id", "id"),
            Column.text("component", "component"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.number("values", "values"),
            Column.text("rule", "last rule"),
            Column.text("problem", "problem"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        try (ResultStream<FillInitialMeasurementsResponse> answer =
                        client.estimation().fill(components.selection()).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                FillInitialMeasurementsResponse piece = answer.next();
                piece.getFilledList().forEach(filled -> row(rows, filled));
                if (piece.hasSummary()) {
                    EstimationRun run = piece.getSummary();
                    rows.note("Run " + run.getRun() + ": " + run.getFilled() + " filled, " + run.getExceptions()
                            + " exceptions");
                }
            }
        }
        return ExitCode.OK;
    }

    private static void row(RowWriter rows, FilledInitialMeasurement filled) {
        long made =
                filled.getValuesList().stream().filter(value -> !value.isNaN()).count();
        rows.row(
                filled.getId(),
                filled.getComponent(),
                Instant.ofEpochMilli(filled.getFromMillis()),
                Instant.ofEpochMilli(filled.getToMillis()),
                made,
                filled.getLastRule() == FillingRuleKind.FILLING_RULE_KIND_UNSPECIFIED ? null : filled.getLastRule(),
                filled.getProblem().isEmpty() ? null : filled.getProblem() + ": " + filled.getProblemMessage());
    }
}
