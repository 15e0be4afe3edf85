package io.tidemark.loadtest.bench;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.ceiling.DiscardServer;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.wire.SampleValues;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The whole bench, part by part, each on servers of its own; prints the table. For one thread. */
public final class Bench {

    /** Connections of every row that has a target. */
    static final int USUAL_CONNECTIONS = 2;

    private static final int MANY_CONNECTIONS = 8;
    /** Beginning of a month; one component of a small portfolio takes years of a round's readings. */
    private static final long START_MILLIS =
            Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private static final long SMALL_START_MILLIS =
            Instant.parse("2008-01-01T00:00:00Z").toEpochMilli();

    private final BenchTable table;
    private final BenchSizes sizes;
    private final Set<BenchPart> parts;
    private OptionalDouble marksPerSecond = OptionalDouble.empty();

    /**
     * A bench.
     *
     * @param isQuick whether it is to end within two minutes
     * @param parts what is measured
     * @param progress is told what goes on
     */
    public Bench(boolean isQuick, Set<BenchPart> parts, PrintWriter progress) {
        this.sizes = isQuick ? BenchSizes.quick() : BenchSizes.full();
        this.parts = Set.copyOf(parts);
        this.table = new BenchTable(progress);
    }

    /**
     * Measures.
     *
     * @throws io.tidemark.client.TidemarkException when a server refuses what it should not
     * @throws io.tidemark.client.process.ServerFailedException when a server does not start
     */
    public void run(PrintWriter out) {
        try (TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-bench-")) {
            if (parts.contains(BenchPart.KERNELS)) {
                table.progress("bench: kernels");
                marksPerSecond = OptionalDouble.of(
                        new KernelBench(table, sizes, temporary.path().resolve("jmh.log")).measure());
            }
            if (!parts.equals(Set.of(BenchPart.KERNELS))) {
                servers(temporary.path());
            }
        }
        table.print(out);
    }

    private void servers(Path temporary) {
        try (ServerProcess ceiling =
                ServerProcess.start(discarding(), temporary, 0, temporary.resolve("ceiling.log"))) {
            IngestBench ingest = new IngestBench(table, sizes, ceiling.address());
            middle(ingest, ceiling.address());
            if (parts.contains(BenchPart.INGEST)) {
                small(ingest);
                large(ingest);
            }
        }
    }

    private void middle(IngestBench ingest, String ceilingAddress) {
        table.progress("bench: 100,000 components");
        try (BenchStore store = new BenchStore(BenchSizes.MIDDLE_COMPONENTS, START_MILLIS, SampleValues.SLOT_MILLIS)) {
            double peak = 0;
            if (parts.contains(BenchPart.INGEST) || parts.contains(BenchPart.LATENCY)) {
                peak = ingest.measure(store, Shape.ONE_EACH, USUAL_CONNECTIONS);
            }
            if (parts.contains(BenchPart.INGEST)) {
                ingest.measure(store, Shape.ONE_EACH_ONE_TIME, USUAL_CONNECTIONS);
                ingest.measure(store, Shape.RUNS, USUAL_CONNECTIONS);
                otherConnections(ingest, store);
            }
            if (parts.contains(BenchPart.STORE) || parts.contains(BenchPart.LATENCY)) {
                new StoreBench(table).measure(store);
            }
            if (parts.contains(BenchPart.DELTAS)) {
                fillTwoDays(store);
                new DeltasBench(table, sizes, ceilingAddress).measure(store);
            }
            if (parts.contains(BenchPart.LATENCY)) {
                new LatencyBench(table, sizes, ceilingAddress).measure(store, peak);
            }
            if (parts.contains(BenchPart.ESTIMATION)) {
                fillTwoDays(store);
                new EstimationBench(table, marksPerSecond).measure(store);
            }
        }
    }

    private void otherConnections(IngestBench ingest, BenchStore store) {
        for (int connections : new int[] {1, MANY_CONNECTIONS}) {
            ingest.measure(store, Shape.ONE_EACH, connections);
            if (!sizes.isQuick()) {
                ingest.measure(store, Shape.ONE_EACH_ONE_TIME, connections);
                ingest.measure(store, Shape.RUNS, connections);
            }
        }
    }

    private static void fillTwoDays(BenchStore store) {
        int missing = 2 * Shape.RUN_SLOTS - store.filledSlots();
        if (missing > 0) {
            LoadPlan plan = store.plan(Shape.RUNS, USUAL_CONNECTIONS, missing);
            try (LoadSession session = store.open(plan)) {
                IngestBench.accepted(session.runFrom(store.takeSlots(plan), 0));
            }
        }
    }

    private void small(IngestBench ingest) {
        table.progress("bench: 1,000 components");
        try (BenchStore store =
                new BenchStore(BenchSizes.SMALL_COMPONENTS, SMALL_START_MILLIS, SampleValues.SLOT_MILLIS)) {
            shapes(ingest, store);
        }
    }

    private void large(IngestBench ingest) {
        table.progress("bench: " + Amounts.count(sizes.largeComponents()) + " components, hourly");
        try (BenchStore store = new BenchStore(sizes.largeComponents(), START_MILLIS, BenchSizes.HOUR_MILLIS)) {
            shapes(ingest, store);
        }
    }

    private static void shapes(IngestBench ingest, BenchStore store) {
        for (Shape shape : Shape.values()) {
            ingest.measure(store, shape, USUAL_CONNECTIONS);
        }
    }

    private static ServerLaunch discarding() {
        return ServerLaunch.ofClassPath(
                List.of(), System.getProperty("java.class.path"), DiscardServer.class.getName());
    }
}
