package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.QueryProbe;
import io.tidemark.loadtest.load.RoundResult;
import io.tidemark.loadtest.load.Shape;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How soon the server answers: questions for the deltas of one component over a month, in an open loop over a connection of
 * their own, while nothing else, as much as goes, or half of that comes in. For one thread.
 */
final class LatencyBench {

    private static final double QUESTIONS_PER_SECOND = 100;

    private static final int WARM_UP_SECONDS = 2;
    private static final long SEED = 20_260_101;
    private static final String MONTH = "unary deltas of a month, ";
    private static final String PERCENTILES = ", p50 / p99 / p99.9";

    private final BenchTable table;
    private final BenchSizes sizes;
    private final String ceilingAddress;

    LatencyBench(BenchTable table, BenchSizes sizes, String ceilingAddress) {
        this.table = table;
        this.sizes = sizes;
        this.ceilingAddress = ceilingAddress;
    }

    /**
     * Adds all rows for one store, whose first month is full.
     *
     * @param peak readings a second, one each with its own time
     */
    void measure(BenchStore store, double peak) {
        idle(store, WARM_UP_SECONDS);
        Histogram constant = ask(store, ceilingAddress, QUESTIONS_PER_SECOND, () -> rest(sizes.latencySeconds()));
        add(store, 0, MONTH + "idle", idle(store, sizes.latencySeconds()), constant, "", Verdict.NONE);
        underFullLoad(store);
        underHalfLoad(store, peak / 2, constant);
    }

    private Histogram idle(BenchStore store, int seconds) {
        return ask(store, store.address(), QUESTIONS_PER_SECOND, () -> rest(seconds));
    }

    private void underFullLoad(BenchStore store) {
        LoadPlan plan = store.plan(Shape.ONE_EACH, Bench.USUAL_CONNECTIONS);
        try (LoadSession session = store.open(plan)) {
            Histogram answers = ask(store, store.address(), QUESTIONS_PER_SECOND, () -> {
                long end = System.nanoTime() + sizes.latencySeconds() * 1_000_000_000L;
                int roundsLeft = BenchSizes.LATENCY_READINGS_MAX / BenchSizes.ROUND_READINGS;
                do {
                    IngestBench.accepted(session.runFrom(store.takeSlots(plan), 0));
                } while (System.nanoTime() < end && --roundsLeft > 0);
            });
            add(store, Bench.USUAL_CONNECTIONS, MONTH + "under full ingest", answers, null, "", Verdict.NONE);
        }
    }

    private void underHalfLoad(BenchStore store, double rate, Histogram constant) {
        double readings = Math.min(rate * sizes.latencySeconds(), BenchSizes.LATENCY_READINGS_MAX);
        int slots = (int) Math.max(1, Math.min(store.monthSlots(), Math.round(readings / store.components())));
        store.fillUntilMonthHas(slots);
        LoadPlan plan = store.plan(Shape.ONE_EACH, Bench.USUAL_CONNECTIONS, slots);
        RoundResult[] result = new RoundResult[1];
        RoundResult ceiling;
        Histogram answers;
        try (LoadSession session = store.open(plan);
                LoadSession discarding = new LoadSession(ceilingAddress, "bench", plan, store.population())) {
            ceiling = discarding.run(0, rate);
            answers = ask(
                    store,
                    store.address(),
                    QUESTIONS_PER_SECOND,
                    () -> result[0] = IngestBench.accepted(session.runFrom(store.takeSlots(plan), rate)));
        }
        String load = "open loop at half of the peak (" + Amounts.millionsPerSecond(rate) + ")";
        add(
                store,
                Bench.USUAL_CONNECTIONS,
                "acknowledgement, " + load,
                result[0].acks(),
                ceiling.acks(),
                "p99 under " + Amounts.decimal(Targets.ACK_P99_MILLIS_MAX, 0) + " ms",
                Verdict.of(Amounts.millis(result[0].acks(), 99) < Targets.ACK_P99_MILLIS_MAX));
        add(
                store,
                Bench.USUAL_CONNECTIONS,
                MONTH + load,
                answers,
                constant,
                "p99 under " + Amounts.decimal(Targets.QUERY_P99_MILLIS_MAX, 0) + " ms",
                Verdict.of(Amounts.millis(answers, 99) < Targets.QUERY_P99_MILLIS_MAX));
    }

    /** Asks while something goes on. */
    private static Histogram ask(BenchStore store, String address, double perSecond, Runnable meanwhile) {
        try (QueryProbe probe = new QueryProbe(address, store.population(), store.startMillis(), perSecond, SEED)) {
            probe.start();
            meanwhile.run();
            probe.pause();
            if (probe.failure() != null) {
                throw probe.failure();
            }
            return probe.latencies();
        }
    }

    private static void rest(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void add(
            BenchStore store,
            int connections,
            String what,
            Histogram figure,
            Histogram ceiling,
            String target,
            Verdict verdict) {
        table.add(new BenchRow(
                what + PERCENTILES,
                store.components(),
                connections,
                Amounts.latencies(figure),
                ceiling == null ? "" : "the same discarded or constant " + Amounts.latencies(ceiling),
                ceiling == null
                        ? ""
                        : "p99 " + Amounts.percent(Amounts.millis(ceiling, 99) / Amounts.millis(figure, 99)),
                target,
                verdict));
    }
}
