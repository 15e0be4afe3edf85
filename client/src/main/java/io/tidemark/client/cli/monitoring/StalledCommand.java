package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.ListStalledRequest;
import io.tidemark.v1.ListStalledResponse;
import io.tidemark.v1.MonitoringServiceGrpc;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark stalled}: streams that stand still, by their own cadence. */
@Command(
        footer = {
            "",
            "Fields: component, provider, since (first expected reading that did not come), due (when it was), lastReceived.",
            "",
            "Example:",
            "  tidemark stalled --provider grid-a"
        })
public final class StalledCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("provider", "provider"),
            Column.text("since", "since"),
            Column.text("due", "due"),
            Column.text("lastReceived", "last received"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Option(names = "--at", paramLabel = "TIME", description = "at this moment (now)")
    private String at;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        ListStalledRequest.Builder request = ListStalledRequest.newBuilder().setSelection(components.selection());
        Wanted.at(at, output.zone(), request::setAt);
        long found = 0;
        try (ResultStream<ListStalledResponse> answer = client.query(
                                MonitoringServiceGrpc.getListStalledMethod(), request.build(), List::of)
                        .open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                ListStalledResponse piece = answer.next();
                for (int i = 0; i < piece.getComponentCount(); i++, found++) {
                    rows.row(
                            piece.getComponent(i),
                            piece.getProvider(i),
                            instant(piece.getSinceMillis(i)),
                            instant(piece.getDueMillis(i)),
                            instant(piece.getLastReceivedMillis(i)));
                }
            }
            rows.note(found == 0 ? "No stream stands still." : found + " stand still.");
        }
        return ExitCode.OK;
    }

    private static Instant instant(long millis) {
        return millis == Times.NONE ? null : Instant.ofEpochMilli(millis);
    }
}
