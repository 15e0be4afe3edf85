package io.tidemark.loadtest.bench;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.Accumulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A server with registered components that fills up slot by slot, and how far it is filled. For one thread.
 *
 * <p>Its loads go on where the one before ended, so that all of them are new readings in time order.
 */
final class BenchStore implements AutoCloseable {

    private static final int IN_FLIGHT_MAX = 16;
    private static final int ONE_EACH_BATCH_READINGS = 10_000;
    private static final int RUNS_BATCH_READINGS = 48_000;
    private static final String PREFIX = "bench";

    private final TemporaryDirectory directory;
    private final ServerProcess server;
    private final Population population;
    private final long startMillis;
    private final long slotMillis;
    private final long emptyBytes;
    private int nextSlot;
    private int sessions;

    /**
     * Starts a server and registers components.
     *
     * @param startMillis instant of slot 0
     * @param slotMillis their interval
     */
    BenchStore(int components, long startMillis, long slotMillis) {
        this.startMillis = startMillis;
        this.slotMillis = slotMillis;
        this.directory = TemporaryDirectory.make("tidemark-bench-");
        this.server = ServerProcess.start(
                ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed()),
                directory.path().resolve("store"),
                0,
                directory.path().resolve("server.log"));
        this.emptyBytes = ProcessMemory.residentBytes(server.pid());
        try (TidemarkClient client = TidemarkClient.connect(server.address())) {
            this.population = new Registration(client, PREFIX, slotMillis, startMillis)
                    .register(components, Accumulation.CUMULATIVE, done -> {});
        }
    }

    String address() {
        return server.address();
    }

    long pid() {
        return server.pid();
    }

    Population population() {
        return population;
    }

    int components() {
        return population.size();
    }

    long startMillis() {
        return startMillis;
    }

    long slotMillis() {
        return slotMillis;
    }

    /** Slots that every component has, from 0 on. */
    int filledSlots() {
        return nextSlot;
    }

    /** Memory of the process before anything was registered. */
    long emptyBytes() {
        return emptyBytes;
    }

    /** Size of everything in the data directory, as the device has it. */
    long diskBytes() {
        try (Stream<Path> files = Files.walk(directory.path().resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(BenchStore::fileBytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long fileBytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            // An old segment or checkpoint was dropped meanwhile.
            return 0;
        }
    }

    /** A load of about {@link BenchSizes#ROUND_READINGS} a round. */
    LoadPlan plan(Shape shape, int connections) {
        int slots = Math.max(1, BenchSizes.ROUND_READINGS / components());
        return plan(shape, connections, shape == Shape.RUNS ? Math.max(Shape.RUN_SLOTS, slots) : slots);
    }

    LoadPlan plan(Shape shape, int connections, int slots) {
        return new LoadPlan(
                shape,
                components(),
                slots,
                connections,
                shape == Shape.RUNS ? RUNS_BATCH_READINGS : ONE_EACH_BATCH_READINGS,
                IN_FLIGHT_MAX,
                startMillis,
                slotMillis);
    }

    /** Opens the writers of a load. */
    LoadSession open(LoadPlan plan) {
        return new LoadSession(server.address(), PREFIX + "-" + sessions++, plan, population);
    }

    /** The first slot of the next round, which is taken from now on. */
    int takeSlots(LoadPlan plan) {
        int first = nextSlot;
        nextSlot += plan.slots();
        return first;
    }

    @Override
    public void close() {
        server.close();
        directory.close();
    }
}
