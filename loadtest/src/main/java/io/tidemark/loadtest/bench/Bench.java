package io.tidemark.loadtest.bench;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.ceiling.DiscardServer;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.wire.SampleValues;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The whole bench, part by part; prints the table and how long the parts took. Nothing else is done while something is
 * measured. For one thread.
 */
public final class Bench {

    /** Connections of every row that has a target. */
    static final int USUAL_CONNECTIONS = 2;

    /** The usual ones last: by then the compilers have seen the most. */
    private static final int[] CONNECTIONS = {1, 8, USUAL_CONNECTIONS};

    private static final int DAY_SLOTS = 96;

    /** Beginning of a month; one component of a small portfolio takes years of a round's readings. */
    private static final long START_MILLIS =
            Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private static final long SMALL_START_MILLIS =
            Instant.parse("2008-01-01T00:00:00Z").toEpochMilli();

    private final BenchTable table;
    private final BenchSizes sizes;
    private final Set<BenchPart> parts;
    private final PartTimes times = new PartTimes();
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
                KernelBench kernels = new KernelBench(table, sizes, temporary.path());
                times.during("kernels", () -> marksPerSecond = OptionalDouble.of(kernels.measure()));
            }
            if (!parts.equals(Set.of(BenchPart.KERNELS))) {
                servers(temporary.path());
            }
        }
        table.print(out);
        times.print(out);
    }

    private void servers(Path temporary) {
        long started = System.nanoTime();
        try (ServerProcess ceiling =
                ServerProcess.start(discarding(), temporary, 0, temporary.resolve("ceiling.log"))) {
            times.add("starting servers", System.nanoTime() - started);
            IngestBench ingest = new IngestBench(table, sizes, ceiling.address());
            boolean isOthersToo = parts.contains(BenchPart.INGEST);
            try (BenchServer server = server()) {
                middle(server, ingest, ceiling.address());
                if (isOthersToo && sizes.isQuick()) {
                    others(server, ingest);
                }
            }
            // At full length all portfolios together are more than one server has memory for.
            if (isOthersToo && !sizes.isQuick()) {
                try (BenchServer server = server()) {
                    ingest.serverIsNew();
                    others(server, ingest);
                }
            }
        }
    }

    private BenchServer server() {
        BenchServer[] server = new BenchServer[1];
        times.during("starting servers", () -> server[0] = new BenchServer());
        return server[0];
    }

    private void others(BenchServer server, IngestBench ingest) {
        rows(ingest, store(server, BenchSizes.SMALL_COMPONENTS, SMALL_START_MILLIS, SampleValues.SLOT_MILLIS));
        rows(ingest, store(server, BenchSizes.LARGE_COMPONENTS, START_MILLIS, BenchSizes.HOUR_MILLIS));
        ingest.noteWarmth();
    }

    private void middle(BenchServer server, IngestBench ingest, String ceilingAddress) {
        BenchStore store = store(server, BenchSizes.MIDDLE_COMPONENTS, START_MILLIS, SampleValues.SLOT_MILLIS);
        if (parts.contains(BenchPart.INGEST)) {
            rows(ingest, store, CONNECTIONS);
        } else if (parts.contains(BenchPart.LATENCY)) {
            times.during("ingest, for its peak", () -> ingest.measure(store, Shape.ONE_EACH, USUAL_CONNECTIONS));
        }
        if (parts.contains(BenchPart.STORE) || parts.contains(BenchPart.LATENCY)) {
            times.during("store, with filling a month", () -> new StoreBench(table).measure(store));
        }
        if (parts.contains(BenchPart.DELTAS) || parts.contains(BenchPart.ESTIMATION)) {
            times.during("filling two days", () -> store.fill(2 * DAY_SLOTS - store.filledSlots()));
        }
        if (parts.contains(BenchPart.DELTAS)) {
            times.during("deltas out", () -> new DeltasBench(table, sizes, ceilingAddress).measure(store));
        }
        if (parts.contains(BenchPart.LATENCY)) {
            LatencyBench latency = new LatencyBench(table, sizes, ceilingAddress);
            times.during("latencies", () -> latency.measure(store, ingest.peak()));
        }
        if (parts.contains(BenchPart.ESTIMATION)) {
            times.during("estimation", () -> new EstimationBench(table, marksPerSecond).measure(store));
        }
    }

    private BenchStore store(BenchServer server, int components, long startMillis, long slotMillis) {
        String words = Amounts.count(components) + " components";
        table.progress("bench: " + words + (slotMillis == BenchSizes.HOUR_MILLIS ? ", hourly" : ""));
        BenchStore[] store = new BenchStore[1];
        times.during(
                "registering " + words, () -> store[0] = new BenchStore(server, components, startMillis, slotMillis));
        return store[0];
    }

    private void rows(IngestBench ingest, BenchStore store, int... connections) {
        times.during("ingest, " + Amounts.count(store.components()) + " components", () -> {
            for (int number : connections.length == 0 ? new int[] {USUAL_CONNECTIONS} : connections) {
                for (Shape shape : Shape.values()) {
                    ingest.measure(store, shape, number);
                }
            }
        });
    }

    private static ServerLaunch discarding() {
        return ServerLaunch.ofClassPath(
                List.of(), System.getProperty("java.class.path"), DiscardServer.class.getName());
    }
}
