package io.tidemark.client.cli.query;

import io.tidemark.client.DeltaChanges;
import io.tidemark.client.DeltaSeries;
import io.tidemark.client.ResultStream;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.SelectionOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltaFlag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark watch}: deltas as they come into being. */
@Command(
        footer = {
            "",
            "Fields: component, time, delta, flag, method; flag GONE: the delta is no more, its reading was deleted.",
            "A delta comes again when a late or corrected reading changes it. Runs until it is stopped, as with Ctrl-C.",
            "",
            "Example:",
            "  tidemark watch --all --output json"
        })
public final class WatchCommand extends ServerCommand {

    private static final String GONE = "GONE";

    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("time", "time"),
            Column.number("delta", "delta"),
            Column.text("flag", "flag"),
            Column.text("method", "method"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Mixin
    private DeltaPolicyOptions how = new DeltaPolicyOptions();

    @Option(names = "--rows", paramLabel = "N", description = "stop after so many rows")
    private long rowsMax = Long.MAX_VALUE;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        ComponentSelection selection = components.selection();
        if (rowsMax < 1) {
            throw new UsageException("--rows is " + rowsMax + ": give 1 or more");
        }
        Map<Integer, String> names = new HashMap<>();
        long left = rowsMax;
        try (ResultStream<DeltaChanges> answer =
                        client.deltas().watch(selection, how.settings()).open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (left > 0 && answer.hasNext()) {
                DeltaChanges changes = answer.next();
                for (DeltaSeries series : changes.changed()) {
                    names.put(series.handle(), series.component());
                    left = print(series, rows, left);
                }
                for (DeltaChanges.Gone gone : changes.gone()) {
                    if (left-- > 0) {
                        String name = names.computeIfAbsent(gone.handle(), handle -> name(client, handle));
                        rows.row(name, Instant.ofEpochMilli(gone.timeMillis()), null, GONE, null);
                    }
                }
                rows.flush();
            }
        }
        return ExitCode.OK;
    }

    /** The id of a component of which nothing was told yet. */
    private static String name(TidemarkClient client, int handle) {
        try {
            return client.readings()
                    .latest(Select.handles(handle))
                    .list(1)
                    .get(0)
                    .component();
        } catch (TidemarkException deletedMeanwhile) {
            return "handle " + handle;
        }
    }

    private static long print(DeltaSeries series, RowWriter rows, long left) {
        int count = (int) Math.min(series.size(), Math.max(0, left));
        for (int i = 0; i < count; i++) {
            DeltaFlag flag = series.flag(i);
            rows.row(
                    series.component(),
                    Instant.ofEpochMilli(series.timesMillis()[i]),
                    series.deltas()[i],
                    flag,
                    flag == DeltaFlag.ROLLOVER ? series.method(i) : null);
        }
        return left - series.size();
    }
}
