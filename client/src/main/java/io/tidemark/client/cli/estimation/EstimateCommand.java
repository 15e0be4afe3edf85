package io.tidemark.client.cli.estimation;

import com.google.protobuf.Timestamp;
import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.EstimationOutcome;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark estimate}: a run of periodic estimation, or the runs there were. */
@Command(
        footer = {
            "",
            "Fields: component, kind, from, to, intervals, zeroFilled, id; with --runs: run, kind, state, processTime,",
            "started, durationMillis, components, gaps, initialMeasurements, toDos, filled, exceptions.",
            "",
            "Example:",
            "  tidemark estimate --all --at 2007-07-01 --zone Europe/Paris --fill"
        })
public final class EstimateCommand extends ServerCommand {

    private static final int RUNS_MAX = 100;
    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("kind", "asked for"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.number("intervals", "intervals"),
            Column.number("zeroFilled", "zero-filled"),
            Column.number("id", "id"));
    private static final List<Column> RUN_COLUMNS = List.of(
            Column.number("run", "run"),
            Column.text("kind", "kind"),
            Column.text("state", "state"),
            Column.text("processTime", "process time"),
            Column.text("started", "started"),
            Column.number("durationMillis", "ms"),
            Column.number("components", "components"),
            Column.number("gaps", "gaps"),
            Column.number("initialMeasurements", "initial measurements"),
            Column.number("toDos", "To Dos"),
            Column.number("filled", "filled"),
            Column.number("exceptions", "exceptions"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Mixin
    private ProcessTimeOptions times = new ProcessTimeOptions();

    @Option(names = "--dry-run", description = "show what would be asked for and create nothing")
    private boolean dryRun;

    @Option(names = "--fill", description = "fill what was asked for at the end of the run")
    private boolean fill;

    @Option(names = "--runs", description = "list the runs there were instead")
    private boolean runs;

    @Option(names = "--cancel", paramLabel = "RUN", description = "stop a run that is under way instead")
    private Long cancel;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        if (cancel != null) {
            client.estimation().cancel(cancel);
            return ExitCode.OK;
        }
        return runs ? listRuns(client) : runOnce(client);
    }

    private int runOnce(TidemarkClient client) {
        RunEstimationRequest.Builder request = RunEstimationRequest.newBuilder()
                .setSelection(components.selection())
                .setDryRun(dryRun)
                .setFill(fill)
                .setWithoutSkipped(true);
        Timestamp process = times.process(output.zone());
        if (process != null) {
            request.setProcessTime(process);
        }
        Timestamp system = times.system(output.zone());
        if (system != null) {
            request.setSystemTime(system);
        }
        try (ResultStream<RunEstimationResponse> answer =
                        client.estimation().run(request.build()).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                RunEstimationResponse piece = answer.next();
                for (EstimationOutcome outcome : piece.getOutcomesList()) {
                    rows.row(
                            outcome.getComponent(),
                            outcome.getKind(),
                            Instant.ofEpochMilli(outcome.getFromMillis()),
                            Instant.ofEpochMilli(outcome.getToMillis()),
                            Integer.toUnsignedLong(outcome.getIntervals()),
                            Integer.toUnsignedLong(outcome.getZeroFilledIntervals()),
                            outcome.getId() == 0 ? null : outcome.getId());
                }
                if (piece.hasSummary()) {
                    summary(rows, piece.getSummary());
                }
            }
        }
        return ExitCode.OK;
    }

    private static void summary(RowWriter rows, EstimationRun run) {
        rows.note((run.getDryRun() ? "Dry run" : "Run " + run.getRun()) + ": " + run.getScanned() + " components, "
                + run.getGaps() + " gaps, " + run.getInitialMeasurements() + " initial measurements, " + run.getToDos()
                + " To Dos, " + run.getIntervals() + " values missing, in " + run.getDurationMillis() + " ms");
        rows.note("Skipped: " + run.getSkippedNotDue() + " not due, " + run.getSkippedSuppressed() + " suppressed, "
                + run.getSkippedNotEligible() + " not eligible, " + run.getSkippedNoHorizon() + " without a horizon");
        if (run.getFilled() + run.getExceptions() > 0) {
            rows.note("Filled: " + run.getFilled() + ", and " + run.getExceptions() + " exceptions");
        }
    }

    private int listRuns(TidemarkClient client) {
        try (RowWriter rows = output.rows(out(), RUN_COLUMNS)) {
            for (EstimationRun run : client.estimation().runs(RUNS_MAX)) {
                rows.row(
                        run.getRun(),
                        run.getKind(),
                        run.getState(),
                        run.getProcessMillis() == 0 ? null : Instant.ofEpochMilli(run.getProcessMillis()),
                        Instant.ofEpochMilli(run.getStartedMillis()),
                        run.getDurationMillis(),
                        run.getComponents(),
                        run.getGaps(),
                        run.getInitialMeasurements(),
                        run.getToDos(),
                        run.getFilled(),
                        run.getExceptions());
            }
        }
        return ExitCode.OK;
    }
}
