package io.tidemark.loadtest.crash;

import io.grpc.Status;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.wire.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One life of the server, seen from outside: a client, the writers' streams, and the threads that load it. */
final class CrashLife implements AutoCloseable {

    /** Instant of slot 0: 2025-01-01T00:00:00Z. */
    static final long START_MILLIS = 1_735_689_600_000L;

    private static final long CHECKPOINT_PAUSE_NANOS = 150_000_000L;

    private final TidemarkClient client;
    private final AtomicLong checkpoints = new AtomicLong();
    private final AckRecord record;
    private final List<TrialWriter> trials;
    private final ReentrantReadWriteLock calm = new ReentrantReadWriteLock();
    private final List<CrashWriter> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long[] made;

    /**
     * Connects and opens the writers.
     *
     * @param record where acknowledgements are noted; null: nothing will be sent
     */
    CrashLife(String address, CrashPlan plan, AckRecord record, List<TrialWriter> trials) {
        this.client = TidemarkClient.connect(address);
        this.record = record;
        this.trials = trials;
        this.made = new long[trials.size()];
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

    /** How many changes of a trial there are; the load goes on from there. */
    void made(int trial, long changes) {
        made[trial] = changes;
    }

    /** Begins to load it, until it is gone. */
    void start(Population population) {
        for (CrashWriter writer : writers) {
            threads.add(new Thread(() -> writer.sendUntilGone(population, START_MILLIS), "crash-writer"));
        }
        for (int i = 0; i < trials.size(); i++) {
            TrialWriter trial = trials.get(i);
            long from = made[i];
            threads.add(
                    new Thread(() -> trial.applyUntilGone(client, record, from, calm.readLock()), "crash-trial-" + i));
        }
        threads.add(new Thread(this::checkpointUntilGone, "crash-checkpoints"));
        threads.forEach(Thread::start);
    }

    /** One checkpoint after the other; every other one in calm, since changes other than readings make it be given up. */
    private void checkpointUntilGone() {
        try {
            for (int number = 0; ; number++) {
                LockSupport.parkNanos(CHECKPOINT_PAUSE_NANOS);
                Lock lock = number % 2 == 0 ? calm.writeLock() : calm.readLock();
                lock.lock();
                try {
                    client.admin().checkpoint();
                    checkpoints.incrementAndGet();
                } catch (TidemarkException answered) {
                    if (answered.code() == Status.Code.UNAVAILABLE) {
                        return;
                    }
                } finally {
                    lock.unlock();
                }
            }
        } catch (RuntimeException gone) {
            return;
        }
    }

    /** Checkpoints that were made in this life and answered. */
    long checkpoints() {
        return checkpoints.get();
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

    /** Throws when the server refused, while it lived, a change that is not about readings. */
    void requireNotRefused() {
        trials.forEach(TrialWriter::requireNotRefused);
    }

    @Override
    public void close() {
        client.close();
    }
}
