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
import io.tidemark.v1.ListToDosRequest;
import io.tidemark.v1.ToDo;
import io.tidemark.v1.ToDoClosing;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark todo}: lists To Dos, or assigns or closes one. */
@Command(
        footer = {
            "",
            "Fields: id, component, reason, from, to, assignee, closed, initialMeasurement.",
            "",
            "Example:",
            "  tidemark todo --all",
            "  tidemark todo --assign 17 --to maria",
            "  tidemark todo --close 17"
        })
public final class ToDoCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.number("id", "id"),
            Column.text("component", "component"),
            Column.text("reason", "reason"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.text("assignee", "who"),
            Column.text("closed", "closed"),
            Column.number("initialMeasurement", "initial measurement"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Option(names = "--with-closed", description = "those that are closed as well")
    private boolean withClosed;

    @Option(names = "--assignee", paramLabel = "NAME", description = "only those of this person")
    private String assignee = "";

    @Option(names = "--assign", paramLabel = "ID", description = "give a To Do to the person that --to names")
    private Long assign;

    @Option(names = "--to", paramLabel = "NAME", description = "who takes it; leave out for nobody")
    private String to;

    @Option(names = "--close", paramLabel = "ID", description = "close a To Do")
    private Long close;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected void check() {
        if (to != null && assign == null) {
            throw new UsageException("--to names who takes a To Do: say which with --assign");
        }
        if (assign != null && close != null) {
            throw new UsageException("--assign and --close exclude each other");
        }
    }

    @Override
    protected int run(TidemarkClient client) {
        if (assign != null) {
            client.estimation().assign(assign, to == null ? "" : to);
        } else if (close != null) {
            client.estimation().close(close);
        } else {
            list(client);
        }
        return ExitCode.OK;
    }

    private void list(TidemarkClient client) {
        ListToDosRequest request = ListToDosRequest.newBuilder()
                .setSelection(components.selection())
                .setWithClosed(withClosed)
                .setAssignee(assignee)
                .build();
        long count = 0;
        try (ResultStream<ToDo> answer = client.estimation().toDos(request).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                ToDo toDo = answer.next();
                rows.row(
                        toDo.getId(),
                        toDo.getComponent(),
                        toDo.getReason(),
                        Instant.ofEpochMilli(toDo.getFromMillis()),
                        Instant.ofEpochMilli(toDo.getToMillis()),
                        toDo.getAssignee().isEmpty() ? null : toDo.getAssignee(),
                        toDo.getClosing() == ToDoClosing.TO_DO_CLOSING_UNSPECIFIED ? null : toDo.getClosing(),
                        toDo.getInitialMeasurement() == 0 ? null : toDo.getInitialMeasurement());
                count++;
            }
            if (count == 0) {
                rows.note("Nothing is to be done.");
            }
        }
    }
}
