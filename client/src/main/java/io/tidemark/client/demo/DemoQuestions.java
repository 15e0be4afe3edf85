package io.tidemark.client.demo;

import io.tidemark.client.BucketSeries;
import io.tidemark.client.ComponentGaps;
import io.tidemark.client.DeltaSeries;
import io.tidemark.client.LatestMark;
import io.tidemark.client.Position;
import io.tidemark.client.ReadingSeries;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.TableRows;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a user comes for, asked of the sample: what is missing, what was used, what became of the odd cases. */
final class DemoQuestions {

    private static final int GAPS_SHOWN_MAX = 6;
    private static final int ANSWER_ITEMS_MAX = 100_000;
    private static final TimeRange MONTH = Times.range(SampleMonth.FROM, SampleMonth.TO);

    private final TidemarkClient client;
    private final Position position;
    private final Report report;

    /**
     * Questions to a server.
     *
     * @param position answers include everything written up to here
     */
    DemoQuestions(TidemarkClient client, Position position, Report report) {
        this.client = client;
        this.position = position;
        this.report = report;
    }

    void ask() {
        gaps();
        rollover();
        swap();
        longDay();
    }

    private void gaps() {
        long begun = System.nanoTime();
        List<ComponentGaps> found =
                client.gaps().list(Select.all(), MONTH, position).list(ANSWER_ITEMS_MAX);
        long nanos = System.nanoTime() - begun;
        long gaps =
                found.stream().mapToLong(component -> component.gaps().size()).sum();
        long missing = found.stream()
                .flatMap(component -> component.gaps().stream())
                .mapToLong(ComponentGaps.Gap::intervals)
                .sum();
        long complete = complete();
        report.heading(
                "What is missing",
                Report.count(gaps) + " gaps, " + Report.count(missing) + " intervals, found in "
                        + Math.max(1, nanos / 1_000_000) + " ms; " + Report.count(complete) + " of "
                        + Report.count(2L * SamplePortfolio.METERS) + " components are complete");
        report.table(
                List.of(
                        Column.text("component", "component"),
                        Column.text("from", "from"),
                        Column.text("to", "to"),
                        Column.number("missing", "missing")),
                rows -> found.stream()
                        .limit(GAPS_SHOWN_MAX)
                        .forEach(component -> component
                                .gaps()
                                .forEach(gap -> rows.row(
                                        component.component(),
                                        Instant.ofEpochMilli(gap.fromMillis()),
                                        Instant.ofEpochMilli(gap.toMillis()),
                                        Report.count(gap.intervals())))));
        if (found.size() > GAPS_SHOWN_MAX) {
            report.line("… and " + Report.count(found.size() - GAPS_SHOWN_MAX) + " more components");
        }
    }

    /** Components whose tide mark stands at the end of the month. */
    private long complete() {
        long[] count = new long[1];
        client.readings().latest(Select.all(), position).forEach((LatestMark mark) -> {
            if (mark.latestContiguousMillis() >= SampleMonth.TO.toEpochMilli()) {
                count[0]++;
            }
        });
        return count[0];
    }

    private void rollover() {
        report.heading(
                "A register runs over",
                SamplePortfolio.register(Mishaps.ROLLOVER_METER)
                        + " has five dials and starts again at 100,000; the delta is put right");
        deltas(SamplePortfolio.register(Mishaps.ROLLOVER_METER), Mishaps.ROLLOVER_AT);
    }

    private void swap() {
        report.heading(
                "A meter is swapped",
                SamplePortfolio.register(Mishaps.SWAPPED_METER)
                        + ": old device to its last register, new one from its first");
        deltas(SamplePortfolio.register(Mishaps.SWAPPED_METER), Mishaps.SWAPPED_AT.plusSeconds(45 * 60));
    }

    /** Two hours before and after, with the registers beside their deltas. */
    private void deltas(String component, Instant around) {
        TimeRange range = Times.range(around.minusSeconds(2 * 3_600), around.plusSeconds(2 * 3_600 + 1));
        Map<Long, Double> registers = new HashMap<>();
        client.readings().read(Select.ids(component), range, position).forEach((ReadingSeries series) -> {
            for (int i = 0; i < series.size(); i++) {
                registers.put(series.timesMillis()[i], series.values()[i]);
            }
        });
        List<Column> columns = List.of(
                Column.text("time", "time"),
                Column.number("register", "register kWh"),
                Column.number("delta", "delta kWh"),
                Column.text("how", "how"));
        Consumer<TableRows> filling = rows -> client.deltas()
                .read(Select.ids(component), range, DeltaSettings.getDefaultInstance(), position)
                .forEach((DeltaSeries series) -> {
                    for (int i = 0; i < series.size(); i++) {
                        rows.row(
                                Instant.ofEpochMilli(series.timesMillis()[i]),
                                Report.decimals(registers.getOrDefault(series.timesMillis()[i], Double.NaN)),
                                Report.decimals(series.deltas()[i]),
                                series.flag(i) == DeltaFlag.ROLLOVER
                                        ? series.flag(i) + " by " + series.method(i)
                                        : series.flag(i));
                    }
                });
        report.table(columns, filling);
    }

    /** The days around the one of 25 hours, and its hours around the change of the clocks. */
    private void longDay() {
        String component = SamplePortfolio.load(1);
        report.heading(
                "The clocks go back", "26 October has 25 hours; " + component + " by day, and that night by hour");
        TimeRange days = Times.range(SampleMonth.local("2025-10-25T00:00"), SampleMonth.local("2025-10-28T00:00"));
        TimeRange night = Times.range(SampleMonth.local("2025-10-26T01:00"), SampleMonth.local("2025-10-26T04:00"));
        List<Column> columns = List.of(
                Column.text("from", "from"), Column.number("kWh", "kWh"), Column.number("intervals", "intervals"));
        report.table(columns, rows -> buckets(component, days, DeltaBucket.DAY, rows));
        report.line("");
        report.table(columns, rows -> buckets(component, night, DeltaBucket.HOUR, rows));
    }

    private void buckets(String component, TimeRange range, DeltaBucket bucket, TableRows rows) {
        List<BucketSeries> answer = new ArrayList<>();
        client.deltas()
                .aggregate(
                        Select.ids(component),
                        range,
                        DeltaSettings.getDefaultInstance(),
                        bucket,
                        Calendar.newBuilder().setServicePoint(true).build(),
                        position)
                .forEach(answer::add);
        for (BucketSeries series : answer) {
            for (int i = 0; i < series.size(); i++) {
                rows.row(
                        Instant.ofEpochMilli(series.fromMillis()[i]),
                        Report.decimals(series.sums()[i]),
                        Report.count(series.valid()[i] + series.corrected()[i]));
            }
        }
    }
}
