package io.tidemark.loadtest.bench;

import com.google.protobuf.Timestamp;
import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Runs of periodic estimation over the whole portfolio. For one thread. */
final class EstimationBench {

    private static final int RUNS = 3;
    /** Usual settings wait 48 hours for late data, then ask for a day: nothing before, everything behind. */
    private static final int LATE_HOURS = 80;

    private final BenchTable table;
    private final OptionalDouble marksPerSecond;

    /**
     * A bench.
     *
     * @param marksPerSecond how fast this machine looks through tide marks and does nothing else; empty: not measured
     */
    EstimationBench(BenchTable table, OptionalDouble marksPerSecond) {
        this.table = table;
        this.marksPerSecond = marksPerSecond;
    }

    /** Adds the rows of one store; creates an initial measurement for each of its components. */
    void measure(BenchStore store) {
        long filledToSeconds =
                TimeUnit.MILLISECONDS.toSeconds(store.startMillis() + store.filledSlots() * store.slotMillis());
        try (TidemarkClient client = TidemarkClient.connect(store.address())) {
            double[] rates = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                rates[run] = run(client, store, filledToSeconds, 0);
            }
            add(store, "full estimation run, nothing missing, components/s", Amounts.median(rates));
            add(
                    store,
                    "full estimation run, each a day short, components/s",
                    run(client, store, filledToSeconds + TimeUnit.HOURS.toSeconds(LATE_HOURS), store.components()));
        }
    }

    private void add(BenchStore store, String what, double rate) {
        boolean hasCeiling = marksPerSecond.isPresent();
        table.add(new BenchRow(
                what,
                store.components(),
                1,
                Amounts.millionsPerSecond(rate),
                hasCeiling ? "tide-mark scan " + Amounts.millionsPerSecond(marksPerSecond.getAsDouble()) : "",
                hasCeiling ? Amounts.decimal(100 * rate / marksPerSecond.getAsDouble(), 2) + " %" : "",
                "",
                Verdict.NONE));
    }

    /** Runs once, for a process date/time, and answers components a second. */
    private static double run(TidemarkClient client, BenchStore store, long processSeconds, long expected) {
        RunEstimationRequest request = RunEstimationRequest.newBuilder()
                .setSelection(ComponentSelection.newBuilder().setAll(true))
                .setProcessTime(Timestamp.newBuilder().setSeconds(processSeconds))
                .setWithoutSkipped(true)
                .build();
        EstimationRun summary = EstimationRun.getDefaultInstance();
        long started = System.nanoTime();
        try (ResultStream<RunEstimationResponse> answer =
                client.estimation().run(request).open()) {
            while (answer.hasNext()) {
                RunEstimationResponse piece = answer.next();
                summary = piece.hasSummary() ? piece.getSummary() : summary;
            }
        }
        long nanos = System.nanoTime() - started;
        if (summary.getScanned() != store.components() || summary.getInitialMeasurements() != expected) {
            throw new IllegalStateException("a run over " + store.components() + " components looked at "
                    + summary.getScanned() + " and created " + summary.getInitialMeasurements()
                    + " initial measurements instead of " + expected);
        }
        return store.components() / (nanos / 1e9);
    }
}
