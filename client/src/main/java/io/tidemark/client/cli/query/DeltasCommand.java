package io.tidemark.client.cli.query;

import io.tidemark.client.BucketSeries;
import io.tidemark.client.DeltaSeries;
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
import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.TimeRange;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark deltas}: what was used between readings, single or summed. */
@Command(
        footer = {
            "",
            "Fields: component, time (of the reading that ends it), delta, flag, method (of a rollover);",
            "with --bucket: component, from, to, sum, valid, corrected, missing (counts of deltas).",
            "",
            "Examples:",
            "  tidemark deltas meter-17 --from 2026-04-12T00:00:00Z --to 2026-04-13T00:00:00Z",
            "  tidemark deltas --all --bucket day --from 2026-04-01 --to 2026-05-01 --zone Europe/Stockholm"
        })
public final class DeltasCommand extends ServerCommand {

    private static final List<Column> DELTA_COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("time", "time"),
            Column.number("delta", "delta"),
            Column.text("flag", "flag"),
            Column.text("method", "method"));

    private static final List<Column> BUCKET_COLUMNS = List.of(
            Column.text("component", "component"),
            Column.text("from", "from"),
            Column.text("to", "to"),
            Column.number("sum", "sum"),
            Column.number("valid", "valid"),
            Column.number("corrected", "corrected"),
            Column.number("missing", "missing"));

    @Mixin
    private SelectionOptions components = new SelectionOptions();

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Mixin
    private DeltaPolicyOptions how = new DeltaPolicyOptions();

    @Mixin
    private BucketOptions buckets = new BucketOptions();

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        ComponentSelection selection = components.selection();
        TimeRange asked = range.range(output.zone());
        if (buckets.summed()) {
            printBuckets(client, selection, asked);
        } else {
            printDeltas(client, selection, asked);
        }
        return ExitCode.OK;
    }

    private void printDeltas(TidemarkClient client, ComponentSelection selection, TimeRange asked) {
        try (ResultStream<DeltaSeries> answer =
                        client.deltas().read(selection, asked, how.settings()).open();
                RowWriter rows = output.rows(out(), DELTA_COLUMNS)) {
            boolean isAny = false;
            while (answer.hasNext()) {
                DeltaSeries series = answer.next();
                isAny |= series.size() > 0;
                for (int i = 0; i < series.size(); i++) {
                    DeltaFlag flag = series.flag(i);
                    rows.row(
                            series.component(),
                            Instant.ofEpochMilli(series.timesMillis()[i]),
                            series.deltas()[i],
                            flag,
                            flag == DeltaFlag.ROLLOVER ? series.method(i) : null);
                }
            }
            noteIfNone(rows, isAny);
        }
    }

    private void printBuckets(TidemarkClient client, ComponentSelection selection, TimeRange asked) {
        try (ResultStream<BucketSeries> answer = client.deltas()
                        .aggregate(selection, asked, how.settings(), buckets.bucket(), buckets.calendar())
                        .open();
                RowWriter rows = output.rows(out(), BUCKET_COLUMNS)) {
            boolean isAny = false;
            while (answer.hasNext()) {
                BucketSeries series = answer.next();
                isAny |= series.size() > 0;
                for (int i = 0; i < series.size(); i++) {
                    rows.row(
                            series.component(),
                            Instant.ofEpochMilli(series.fromMillis()[i]),
                            Instant.ofEpochMilli(series.toMillis()[i]),
                            series.sums()[i],
                            series.valid()[i],
                            series.corrected()[i],
                            series.missing()[i]);
                }
            }
            noteIfNone(rows, isAny);
        }
    }

    private static void noteIfNone(RowWriter rows, boolean isAny) {
        if (!isAny) {
            rows.note("No deltas in this range.");
        }
    }
}
