package io.tidemark.loadtest.bench;

import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.RoundResult;
import io.tidemark.loadtest.load.Shape;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Readings in: every one of them forced to the device and acknowledged. For one thread. */
final class IngestBench {

    private static final double RATIO_OF_MIDDLE = 0.7;

    /** Nothing, as far as two decimals show: what a batch allocates counts too. */
    private static final double ALLOCATED_BYTES_MAX = 0.005;

    private final BenchTable table;
    private final BenchSizes sizes;
    private final String ceilingAddress;
    private final Map<Shape, Double> middleRates = new EnumMap<>(Shape.class);
    private final Map<Integer, Double> loopbackRates = new HashMap<>();

    /** How long the server has taken readings in so far, and had when the first row, and the first with a target, began. */
    private long loadNanos;

    private long firstRowNanos;
    private long firstTargetNanos;
    private boolean isServerNew = true;

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

    /** The next store lies on another server, whose compilers have seen nothing yet. */
    void serverIsNew() {
        isServerNew = true;
    }

    /** Measures one load and adds its rows. */
    void measure(BenchStore store, Shape shape, int connections) {
        LoadPlan plan = store.plan(shape, connections);
        int warmUp = (isServerNew ? sizes.warmUpRounds() : 0) + sizes.rewarmRounds(plan.roundReadings());
        isServerNew = false;
        int rounds = sizes.rounds(plan.roundReadings());
        double[] rates = new double[rounds];
        double[] ceilings = new double[rounds];
        double bytesAReading = 0;
        Spent spent = new Spent();
        ServerGauge gauge = store.server().gauge();
        try (LoadSession real = store.open(plan);
                LoadSession discarding = new LoadSession(ceilingAddress, "bench", plan, store.population())) {
            for (int round = -warmUp; round < rounds; round++) {
                RoundResult ceiling = discarding.run(0, 0);
                noteBeginning(store, connections, round);
                Map<String, ServerGauge.Used> before = gauge.read();
                RoundResult result = accepted(real.runFrom(store.takeSlots(plan), 0));
                loadNanos += result.nanos();
                if (round >= 0) {
                    spent.add(ServerGauge.between(before, gauge.read()), result.readings());
                    rates[round] = result.readingsPerSecond();
                    ceilings[round] = ceiling.readingsPerSecond();
                    bytesAReading = (double) result.bytes() / result.readings();
                }
            }
        }
        double rate = Amounts.median(rates);
        double loopback = loopbackBytesPerSecond(connections) / bytesAReading;
        addRows(store, shape, connections, rate, Amounts.median(ceilings), loopback);
        spent.addRows(table, store, shape, connections);
        if (hasTarget(store, connections)) {
            middleRates.put(shape, rate);
        }
    }

    /** Readings a second of the usual load, one each with its own time, which has been measured. */
    double peak() {
        return middleRates.get(Shape.ONE_EACH);
    }

    /** Tells under the table what the figures rest on. */
    void noteWarmth() {
        table.note("Ingest: medians of " + sizes.rounds() + " rounds of about "
                + Amounts.count(BenchSizes.ROUND_READINGS) + " readings, with more than "
                + Amounts.count(BenchSizes.ROUND_READINGS * 4L) + " in a round of " + sizes.longRounds()
                + "; of two the lower one. The first server had taken readings in for "
                + Amounts.decimal(firstRowNanos / 1e9, 0) + " s when the first row was measured, and for "
                + Amounts.decimal(firstTargetNanos / 1e9, 0)
                + " s when the first one with a target was. The compilers of"
                + " both sides need about 20 s of load until they are done: what was measured before that is too low.");
    }

    private void noteBeginning(BenchStore store, int connections, int round) {
        if (round == 0 && firstRowNanos == 0) {
            firstRowNanos = loadNanos;
        }
        if (round == 0 && firstTargetNanos == 0 && hasTarget(store, connections)) {
            firstTargetNanos = loadNanos;
        }
    }

    private static boolean hasTarget(BenchStore store, int connections) {
        return store.components() == BenchSizes.MIDDLE_COMPONENTS && connections == Bench.USUAL_CONNECTIONS;
    }

    /** Of plain TCP; measured once for a number of connections. */
    private double loopbackBytesPerSecond(int connections) {
        return loopbackRates.computeIfAbsent(
                connections, number -> LoopbackCeiling.bytesPerSecond(number, sizes.loopbackBytes() / number));
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
        if (hasTarget(store, connections)) {
            target = Targets.ingestWords(shape);
            verdict = Verdict.of(Targets.meetsIngest(shape, rate, rate / ceiling));
        } else if (connections == Bench.USUAL_CONNECTIONS
                && store.components() == BenchSizes.LARGE_COMPONENTS
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
