package io.tidemark.client.cli.estimation;

import com.google.protobuf.Timestamp;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.EstimationHorizon;
import io.tidemark.v1.ExaminedGap;
import io.tidemark.v1.ExplainEstimationRequest;
import io.tidemark.v1.ExplainEstimationResponse;
import io.tidemark.v1.ExplainValueResponse;
import io.tidemark.v1.MillisPeriod;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark explain}: what estimation makes of a component and why, or where one value comes from. */
@Command(
        footer = {
            "",
            "Fields: what (LATEST_CONTIGUOUS, SKIPPED, HORIZON, INSTALLED, CONNECTED, GAP, ASKED; with --value: VALUE, RULE),",
            "from, to, why.",
            "",
            "Example:",
            "  tidemark explain mc1 --at 2026-04-15T00:00Z",
            "  tidemark explain mc1 --value 2026-04-12T13:00Z"
        })
public final class ExplainCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("what", "what"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.text("why", "why"));

    @Parameters(paramLabel = "COMPONENT", description = "id of a measuring component")
    private String component;

    @Mixin
    private ProcessTimeOptions times = new ProcessTimeOptions();

    @Option(names = "--value", paramLabel = "TIME", description = "explain the value at this instant instead")
    private String value;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        try (RowWriter rows = output.rows(out(), COLUMNS)) {
            if (value == null) {
                estimation(rows, client.estimation().explain(request()));
            } else {
                Instant at = TimeArgument.parse("--value", value, output.zone());
                value(rows, at, client.estimation().explainValue(component, at));
            }
        }
        return ExitCode.OK;
    }

    private ExplainEstimationRequest request() {
        ExplainEstimationRequest.Builder request =
                ExplainEstimationRequest.newBuilder().setComponent(component);
        Timestamp process = times.process(output.zone());
        if (process != null) {
            request.setProcessTime(process);
        }
        Timestamp system = times.system(output.zone());
        if (system != null) {
            request.setSystemTime(system);
        }
        return request.build();
    }

    private static void estimation(RowWriter rows, ExplainEstimationResponse answer) {
        if (answer.hasLatestContiguousMillis()) {
            rows.row("LATEST_CONTIGUOUS", Instant.ofEpochMilli(answer.getLatestContiguousMillis()), null, null);
        }
        if (answer.hasSkip()) {
            long until = answer.getSkip().getUntilMillis();
            rows.row(
                    "SKIPPED",
                    null,
                    until == Long.MAX_VALUE ? null : Instant.ofEpochMilli(until),
                    answer.getSkip().getReason().name());
        }
        if (answer.hasHorizon()) {
            EstimationHorizon horizon = answer.getHorizon();
            rows.row(
                    "HORIZON",
                    Instant.ofEpochMilli(horizon.getFromMillis()),
                    Instant.ofEpochMilli(horizon.getToMillis()),
                    horizon.getBeginRule() + ", " + horizon.getEndRule());
        }
        periods(rows, "INSTALLED", answer.getInstalledList());
        periods(rows, "CONNECTED", answer.getConnectedList());
        for (ExaminedGap gap : answer.getGapsList()) {
            String underWay = gap.getInitialMeasurementsCount() + gap.getToDosCount() == 0
                    ? ""
                    : ", under way: initial measurements " + gap.getInitialMeasurementsList() + ", To Dos "
                            + gap.getToDosList();
            rows.row(
                    "GAP",
                    Instant.ofEpochMilli(gap.getFromMillis()),
                    Instant.ofEpochMilli(gap.getToMillis()),
                    gap.getIntervals() + " missing, " + gap.getFate() + underWay);
        }
        answer.getOutcomesList()
                .forEach(outcome -> rows.row(
                        "ASKED",
                        Instant.ofEpochMilli(outcome.getFromMillis()),
                        Instant.ofEpochMilli(outcome.getToMillis()),
                        outcome.getKind().name()));
        if (!answer.getComplete()) {
            rows.note("There is more than is shown.");
        }
    }

    private static void periods(RowWriter rows, String what, List<MillisPeriod> periods) {
        for (MillisPeriod period : periods) {
            rows.row(
                    what,
                    Instant.ofEpochMilli(period.getFromMillis()),
                    Instant.ofEpochMilli(period.getToMillis()),
                    null);
        }
    }

    private static void value(RowWriter rows, Instant at, ExplainValueResponse answer) {
        String made = answer.getInitialMeasurement() == 0
                ? ""
                : ", initial measurement " + answer.getInitialMeasurement() + " of run " + answer.getFoundByRun();
        String filled = answer.getFilledByRun() == 0
                ? ""
                : ", filled by run " + answer.getFilledByRun()
                        + (answer.getFilledAgain() ? " and once more since" : "");
        rows.row(
                "VALUE",
                at,
                null,
                (answer.hasValue()
                                ? answer.getValue() + " (" + answer.getCondition() + ", "
                                        + (answer.getIsFinal() ? "final" : "estimate in progress") + ")"
                                : "no value")
                        + made
                        + filled);
        answer.getEvidenceList()
                .forEach(evidence -> rows.row("RULE", null, null, evidence.getRule() + ": " + evidence.getText()));
    }
}
