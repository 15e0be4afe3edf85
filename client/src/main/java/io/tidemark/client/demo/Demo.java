package io.tidemark.client.demo;

import io.tidemark.client.AppendResult;
import io.tidemark.client.Position;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.TidemarkClient;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ReadingRuns;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Fills a server with the sample portfolio and its month, and shows what can be asked of it. For one thread. */
public final class Demo {

    /** One line about what is shown. */
    public static final String TITLE = Report.count(SamplePortfolio.METERS)
            + " meters, October 2025 in Stockholm: load profiles by the quarter of an hour, hourly registers";

    private final CompletableFuture<SampleReadings> readings = CompletableFuture.supplyAsync(SampleReadings::make);

    /** Begins to make the sample's readings on another thread, so that they are there when the server is. */
    public Demo() {}

    /**
     * Registers the portfolio, streams the readings, and shows the answers. Blocks until all is shown.
     *
     * @param client to a server whose store is empty, or holds the sample from a demo before
     * @param started how long the server's start took, nanoseconds
     * @param where address and store of the server, for people
     * @throws io.tidemark.client.TidemarkException when the server refuses something or is not reached
     */
    public void run(TidemarkClient client, long started, String where, PrintWriter out) {
        Report report = new Report(out);
        report.fact("Server", "ready after " + Report.seconds(started) + ", " + where);
        SampleReadings made = readings.join();
        register(client, made, report);
        Position position = stream(client, made, report);
        new DemoQuestions(client, position, report).ask();
    }

    private static void register(TidemarkClient client, SampleReadings made, Report report) {
        List<Entity> entities = SamplePortfolio.entities(made);
        long begun = System.nanoTime();
        client.registry().upsertAll(entities.iterator(), progress -> {});
        report.fact(
                "Portfolio",
                Report.count(SamplePortfolio.METERS) + " service points, " + Report.count(2L * SamplePortfolio.METERS)
                        + " measuring components, registered in " + Report.seconds(System.nanoTime() - begun));
    }

    private static Position stream(TidemarkClient client, SampleReadings made, Report report) {
        List<ReadingRuns> batches =
                made.batches(handles(client, SamplePortfolio::load), handles(client, SamplePortfolio::register));
        List<CompletableFuture<AppendResult>> acknowledged = new ArrayList<>(batches.size());
        long begun = System.nanoTime();
        Position position;
        try (ReadingWriter writer = client.writer("demo").open()) {
            for (ReadingRuns batch : batches) {
                acknowledged.add(writer.append(batch));
            }
            writer.flush();
            position = writer.position();
        }
        long nanos = System.nanoTime() - begun;
        long sent = batches.stream().mapToLong(ReadingRuns::getValueCount).sum();
        long rejected = acknowledged.stream()
                .mapToLong(result -> result.join().rejected().size())
                .sum();
        report.fact(
                "Readings",
                Report.count(sent) + " streamed and durable in " + Report.seconds(nanos) + ": "
                        + String.format(Locale.ROOT, "%.1f million a second", sent * 1e3 / nanos)
                        + (rejected == 0 ? "" : ", " + Report.count(rejected) + " refused"));
        return position;
    }

    /** Handles by the meters' numbers, from 1. */
    private static int[] handles(TidemarkClient client, java.util.function.IntFunction<String> name) {
        int[] resolved = client.registry()
                .handles(IntStream.rangeClosed(1, SamplePortfolio.METERS)
                        .mapToObj(name)
                        .toList());
        int[] byMeter = new int[SamplePortfolio.METERS + 1];
        System.arraycopy(resolved, 0, byMeter, 1, resolved.length);
        return byMeter;
    }
}
