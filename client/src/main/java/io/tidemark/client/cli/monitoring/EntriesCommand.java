package io.tidemark.client.cli.monitoring;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.HandEntry;
import io.tidemark.v1.ListEntriesRequest;
import io.tidemark.v1.MonitoringServiceGrpc;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark entries}: who entered readings by hand, when and why. */
@Command(
        footer = {
            "",
            "Fields: at, by, why, components (ids, separated by blanks), stored, first, last.",
            "",
            "Example:",
            "  tidemark entries mc1"
        })
public final class EntriesCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("at", "at"),
            Column.text("by", "by"),
            Column.text("why", "why"),
            Column.text("components", "components"),
            Column.number("stored", "stored"),
            Column.text("first", "first"),
            Column.text("last", "last"));

    @Parameters(arity = "0..1", paramLabel = "COMPONENT", description = "only entries about this component")
    private String component = "";

    @Option(names = "--max", paramLabel = "N", description = "entries shown at most, 1 to 10,000 (100), latest first")
    private int max;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        ListEntriesRequest request = ListEntriesRequest.newBuilder()
                .setComponent(component)
                .setEntriesMax(max)
                .build();
        List<HandEntry> entries = TidemarkClient.call(() ->
                        client.stub(MonitoringServiceGrpc::newBlockingStub).listEntries(request))
                .getEntriesList();
        try (RowWriter rows = output.rows(out(), COLUMNS)) {
            for (HandEntry entry : entries) {
                rows.row(
                        Instant.ofEpochMilli(entry.getAtMillis()),
                        entry.getBy(),
                        entry.getWhy(),
                        String.join(" ", entry.getComponentList()),
                        entry.getAcceptedCount(),
                        Instant.ofEpochMilli(entry.getFirstMillis()),
                        Instant.ofEpochMilli(entry.getLastMillis()));
            }
        }
        return ExitCode.OK;
    }
}
