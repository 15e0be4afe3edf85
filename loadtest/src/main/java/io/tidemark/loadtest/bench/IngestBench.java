package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.RoundResult;
import io.tidemark.loadtest.load.Shape;
import java.util.EnumMap;
import java.util.Map;

/** Readings in: every one of them forced to the device and acknowledged. For one thread. */
final class IngestBench {

    private static final long LOOPBACK_BYTES = 1L << 30;
    private static final double RATIO_OF_MIDDLE = 0.7;

    /** Nothing, as far as two decimals show: what a batch allocates counts too. */
    private static final double ALLOCATED_BYTES_MAX = 0.005;

    private final BenchTable table;
    private final BenchSizes sizes;
    private final String ceilingAddress;
    private final Map<Shape, Double> middleRates = new EnumMap<>(Shape.class);

    IngestBench(BenchTable table, BenchSizes sizes, String ceilingAddress) {
        this.table = table;
        this.sizes = sizes;
        this.ceilingAddress = ceilingAddress;
    }

    /** What a load does, in words. */
    static String words(Shape shape) {
        return switch (shape) {
            case ONE_EACH -> "one each, own time (24 B)";
            case ONE_EACH_ONE_TIME -> "one each, one time (12 B)";
            case RUNS -> "runs of 96 (8 B)";
        };
    }

    /**
     * Measures one load and adds its rows.
     *
     * @return readings a second, median
     */
    double measure(BenchStore store, Shape shape, int connections) {
        LoadPlan plan = store.plan(shape, connections);
        int warmUp = store.filledSlots() == 0 ? sizes.warmUpRounds() : sizes.rewarmRounds();
        double[] rates = new double[sizes.rounds()];
        double[] ceilings = new double[sizes.rounds()];
        double bytesAReading = 0;
        Spent spent = new Spent();
        try (LoadSession real = store.open(plan);
                LoadSession discarding = new LoadSession(ceilingAddress, "bench", plan, store.population());
                ServerGauge gauge = new ServerGauge(store.pid())) {
            for (int round = -warmUp; round < sizes.rounds(); round++) {
                RoundResult ceiling = discarding.run(0, 0);
                Map<String, ServerGauge.Used> before = gauge.read();
                RoundResult result = accepted(real.runFrom(store.takeSlots(plan), 0));
                if (round >= 0) {
                    spent.add(ServerGauge.between(before, gauge.read()), result.readings());
                    rates[round] = result.readingsPerSecond();
                    ceilings[round] = ceiling.readingsPerSecond();
                    bytesAReading = (double) result.bytes() / result.readings();
                }
            }
        }
        double rate = Amounts.median(rates);
        double loopback = LoopbackCeiling.bytesPerSecond(connections, LOOPBACK_BYTES / connections) / bytesAReading;
        addRows(store, shape, connections, rate, Amounts.median(ceilings), loopback);
        spent.addRows(table, store, shape, connections);
        if (store.components() == BenchSizes.MIDDLE_COMPONENTS && connections == Bench.USUAL_CONNECTIONS) {
            middleRates.put(shape, rate);
        }
        return rate;
    }

    /** A round in which everything was new and taken; anything else would not be what is measured. */
    static RoundResult accepted(RoundResult result) {
        if (result.counts().accepted() != result.readings() || result.counts().duplicate() != 0) {
            throw new IllegalStateException("of " + result.readings() + " readings "
                    + result.counts().accepted() + " were accepted, "
                    + result.counts().duplicate() + " of them duplicates, and "
                    + result.counts().rejected() + " were refused");
        }
        return result;
    }

    private void addRows(BenchStore store, Shape shape, int connections, double rate, double ceiling, double loopback) {
        String target = "";
        Verdict verdict = Verdict.NONE;
        if (connections == Bench.USUAL_CONNECTIONS && store.components() == BenchSizes.MIDDLE_COMPONENTS) {
            target = Targets.ingestWords(shape);
            verdict = Verdict.of(Targets.meetsIngest(shape, rate, rate / ceiling));
        } else if (connections == Bench.USUAL_CONNECTIONS
                && store.components() == sizes.largeComponents()
                && middleRates.containsKey(shape)) {
            double least = RATIO_OF_MIDDLE * middleRates.get(shape);
            target = "70 % of 100,000 components: " + Amounts.millionsPerSecond(least);
            verdict = Verdict.of(rate >= least);
        }
        String what = "ingest, " + words(shape) + ", readings/s";
        table.add(new BenchRow(
                what,
                store.components(),
                connections,
                Amounts.millionsPerSecond(rate),
                "discarded over gRPC " + Amounts.millionsPerSecond(ceiling),
                Amounts.percent(rate / ceiling),
                target,
                verdict));
        table.add(new BenchRow(
                what,
                store.components(),
                connections,
                Amounts.millionsPerSecond(rate),
                "loopback TCP " + Amounts.millionsPerSecond(loopback),
                Amounts.percent(rate / loopback),
                "",
                Verdict.NONE));
    }

    /** What the server's threads used for the measured rounds. */
    private static final class Spent {

        private long allocatedBytes;
        private long writerNanos;
        private long journalNanos;
        private long networkNanos;
        private long readings;

        void add(Map<String, ServerGauge.Used> used, long more) {
            used.values().forEach(threads -> allocatedBytes += threads.allocatedBytes());
            writerNanos += nanos(used, "tidemark-writer");
            journalNanos += nanos(used, "tidemark-journal") + nanos(used, "tidemark-segments");
            networkNanos += nanos(used, "tidemark-grpc");
            readings += more;
        }

        private static long nanos(Map<String, ServerGauge.Used> used, String name) {
            return used.getOrDefault(name, new ServerGauge.Used(0, 0)).processorNanos();
        }

        void addRows(BenchTable table, BenchStore store, Shape shape, int connections) {
            double bytes = (double) allocatedBytes / readings;
            table.add(new BenchRow(
                    "allocated on the server's heap, " + words(shape) + ", bytes/reading",
                    store.components(),
                    connections,
                    Amounts.decimal(bytes, 3),
                    "",
                    "",
                    "0",
                    Verdict.of(bytes < ALLOCATED_BYTES_MAX)));
            table.add(BenchRow.fact(
                    "processor time, " + words(shape) + ", writer / journal / gRPC, ns/reading",
                    store.components(),
                    connections,
                    Amounts.decimal((double) writerNanos / readings, 1) + " / "
                            + Amounts.decimal((double) journalNanos / readings, 1) + " / "
                            + Amounts.decimal((double) networkNanos / readings, 1)));
        }
    }
}
