package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.CaseEvent;
import io.tidemark.v1.CaseFilter;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.ListCasesRequest;
import io.tidemark.v1.ListCasesResponse;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.StreamCase;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark cases}: components whose data are missing, and how far the matter has come. */
@Command(
        footer = {
            "",
            "Fields: component, number, opened, missingFrom, missingTo, owner, cause, reminders, resolved.",
            "",
            "Examples:",
            "  tidemark cases --all                                            every open case",
            "  tidemark cases mc1 --show all --history                         what happened to one",
            "  tidemark cases mc1 --owner CUSTOMER --cause CREDENTIALS_MISSING",
            "  tidemark cases mc1 --note 'they call back on Monday'",
            "  tidemark cases mc1 --snooze-until 2026-03-01"
        })
public final class CasesCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.number("number", "case"),
            Column.text("opened", "opened"),
            Column.text("missingFrom", "missing from"),
            Column.text("missingTo", "to"),
            Column.text("owner", "owner"),
            Column.text("cause", "cause"),
            Column.number("reminders", "reminders"),
            Column.text("resolved", "resolved"));

    /** Which cases are shown. */
    enum Show {
        OPEN,
        RESOLVED,
        ALL
    }

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Option(names = "--show", paramLabel = "WHICH", description = "open (default), resolved or all")
    private Show show = Show.OPEN;

    @Option(names = "--history", description = "with all that happened")
    private boolean history;

    @ArgGroup(exclusive = false, heading = "%nChanging the case of one component%n")
    private CaseChange change;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        ComponentSelection selection = components.selection();
        try (RowWriter rows = output.rows(out(), COLUMNS)) {
            if (change != null) {
                row(change.carryOut(client, selection, output.zone()), rows);
                return ExitCode.OK;
            }
            ListCasesRequest request = ListCasesRequest.newBuilder()
                    .setSelection(selection)
                    .setFilter(CaseFilter.valueOf("CASE_FILTER_" + show.name()))
                    .setWithHistory(history)
                    .build();
            try (ResultStream<ListCasesResponse> answer = client.query(
                            MonitoringServiceGrpc.getListCasesMethod(), request, List::of)
                    .open()) {
                while (answer.hasNext()) {
                    answer.next().getCasesList().forEach(one -> row(one, rows));
                }
            }
        }
        return ExitCode.OK;
    }

    private void row(StreamCase one, RowWriter rows) {
        rows.row(
                one.getComponent(),
                one.getNumber(),
                Instant.ofEpochMilli(one.getOpenedAtMillis()),
                Instant.ofEpochMilli(one.getMissingFromMillis()),
                Instant.ofEpochMilli(one.getMissingToMillis()),
                Wanted.word(one.getOwner(), "CASE_OWNER_"),
                Wanted.word(one.getCause(), "CASE_CAUSE_"),
                one.getReminders(),
                one.hasResolvedAtMillis() ? Instant.ofEpochMilli(one.getResolvedAtMillis()) : null);
        if (history) {
            one.getHistoryList().forEach(event -> rows.note(line(one.getComponent(), event)));
        }
    }

    private static String line(String component, CaseEvent event) {
        String what =
                event.getEventCase().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        String more = switch (event.getEventCase()) {
            case ASSIGNED ->
                " to " + Wanted.word(event.getAssigned().getOwner(), "CASE_OWNER_") + ", "
                        + Wanted.word(event.getAssigned().getCause(), "CASE_CAUSE_")
                        + by(event.getAssigned().getBy());
            case NOTED -> by(event.getNoted().getBy()) + ": " + event.getNoted().getText();
            case SNOOZED ->
                " until " + Instant.ofEpochMilli(event.getSnoozed().getUntilMillis())
                        + by(event.getSnoozed().getBy());
            case CONTACTED ->
                ": " + Wanted.word(event.getContacted().getOwner(), "CASE_OWNER_") + " for "
                        + event.getContacted().getMonth()
                        + (event.getContacted().getReminder() == 0
                                ? ", for the first time"
                                : ", reminder " + event.getContacted().getReminder());
            default -> "";
        };
        return component + "  " + Instant.ofEpochMilli(event.getAtMillis()) + "  " + what + more;
    }

    private static String by(String name) {
        return name.isEmpty() ? "" : " by " + name;
    }
}
