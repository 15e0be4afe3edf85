package io.tidemark.loadtest.crash;

import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.wire.Population;
import java.util.ArrayList;
import java.util.List;

/** One life of the server, seen from outside: a client, the writers' streams, and the threads that load it. */
final class CrashLife implements AutoCloseable {

    /** Instant of slot 0: 2025-01-01T00:00:00Z. */
    static final long START_MILLIS = 1_735_689_600_000L;

    private final TidemarkClient client;
    private final AckRecord record;
    private final RegistryTrial registry;
    private final List<CrashWriter> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private long registered;

    /**
     * Connects and opens the writers.
     *
     * @param record where acknowledgements are noted; null: nothing will be sent
     */
    CrashLife(String address, CrashPlan plan, AckRecord record, RegistryTrial registry) {
        this.client = TidemarkClient.connect(address);
        this.record = record;
        this.registry = registry;
        for (int writer = 0; writer < plan.writers(); writer++) {
            writers.add(new CrashWriter(client.channel(), plan, writer, record));
        }
    }

    TidemarkClient client() {
        return client;
    }

    List<CrashWriter> writers() {
        return writers;
    }

    /** How many pairs the registry has; the load goes on from there. */
    void registered(long pairs) {
        registered = pairs;
    }

    /** Begins to load it, until it is gone. */
    void start(Population population) {
        for (CrashWriter writer : writers) {
            threads.add(new Thread(() -> writer.sendUntilGone(population, START_MILLIS), "crash-writer"));
        }
        threads.add(new Thread(() -> registry.registerUntilGone(client, record, registered), "crash-registry"));
        threads.forEach(Thread::start);
    }

    /** Waits until all threads have noticed that the server is gone. */
    void awaitGone() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        for (CrashWriter writer : writers) {
            writer.awaitEnd();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
