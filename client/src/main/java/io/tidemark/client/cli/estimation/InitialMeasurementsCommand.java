package io.tidemark.client.cli.estimation;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ListInitialMeasurementsRequest;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark initial-measurements}: lists initial measurements, or finalises or discards one. */
@Command(
        footer = {
            "",
            "Fields: id, component, from, to, intervals, status, origin, run, problem.",
            "",
            "Example:",
            "  tidemark initial-measurements --all",
            "  tidemark initial-measurements --finalize 12",
            "  tidemark initial-measurements --finalize 13 --values 1.5,1.5,NaN",
            "  tidemark initial-measurements --discard 14"
        })
public final class InitialMeasurementsCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.number("id", "id"),
            Column.text("component", "component"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.number("intervals", "intervals"),
            Column.text("status", "status"),
            Column.text("origin", "origin"),
            Column.number("run", "run"),
            Column.text("problem", "problem"));

    /** What can be listed. */
    public enum Status {
        PENDING,
        ERROR,
        EXCEPTION,
        FINALIZED,
        DISCARDED
    }

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Option(
            names = "--status",
            split = ",",
            paramLabel = "STATUS",
            description = "only those in these states: ${COMPLETION-CANDIDATES} (those in progress)")
    private List<Status> status = List.of();

    @Option(names = "--finalize", paramLabel = "ID", description = "make final measurements of one")
    private Long finalize;

    @Option(
            names = "--values",
            split = ",",
            paramLabel = "N",
            description = "with --finalize: its values, NaN for one that stays missing (those it has)")
    private List<Double> values = List.of();

    @Option(names = "--discard", paramLabel = "ID", description = "drop one")
    private Long discard;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected void check() {
        if (finalize != null && discard != null) {
            throw new UsageException("--finalize and --discard exclude each other");
        }
        if (!values.isEmpty() && finalize == null) {
            throw new UsageException("--values belong to an initial measurement: say which with --finalize");
        }
    }

    @Override
    protected int run(TidemarkClient client) {
        if (finalize != null) {
            client.estimation().finalizeOne(finalize, values);
        } else if (discard != null) {
            client.estimation().discard(discard);
        } else {
            list(client);
        }
        return ExitCode.OK;
    }

    private void list(TidemarkClient client) {
        ListInitialMeasurementsRequest.Builder request = ListInitialMeasurementsRequest.newBuilder()
                .setSelection(components.selection())
                .setWithoutValues(true);
        status.forEach(one -> request.addStatus(InitialMeasurementStatus.valueOf(one.name())));
        try (ResultStream<InitialMeasurement> answer =
                        client.estimation().initialMeasurements(request.build()).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                InitialMeasurement one = answer.next();
                rows.row(
                        one.getId(),
                        one.getComponent(),
                        Instant.ofEpochMilli(one.getFromMillis()),
                        Instant.ofEpochMilli(one.getToMillis()),
                        Integer.toUnsignedLong(one.getIntervals()),
                        one.getStatus(),
                        one.getOrigin(),
                        one.getRun() == 0 ? null : one.getRun(),
                        one.getProblem().isEmpty() ? null : one.getProblem() + ": " + one.getProblemMessage());
            }
        }
    }
}
