package io.tidemark.loadtest.load;

import io.tidemark.loadtest.wire.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** All connections to one server, ready to send rounds. For one thread. */
public final class LoadSession implements AutoCloseable {

    private final LoadPlan plan;
    private final List<LoadSender> senders = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * Connects and opens the writers.
     *
     * @param address {@code HOST:PORT}
     * @param writerPrefix the writers are called by it, a dash and a number
     * @throws io.tidemark.client.TidemarkException when a writer is refused or the server is not reached
     */
    public LoadSession(String address, String writerPrefix, LoadPlan plan, Population population) {
        this.plan = plan;
        this.threads = Executors.newFixedThreadPool(plan.connections(), task -> {
            Thread thread = new Thread(task, "loadtest-sender");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int i = 0; i < plan.connections(); i++) {
                senders.add(new LoadSender(address, writerPrefix + "-" + i, plan, population, i));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Sends one round over all connections and waits until all of it is acknowledged.
     *
     * @param round its number, 0 or more; it tells the slots that are sent
     * @param readingsPerSecond of all connections together, an open loop; 0: as many as go, a closed loop
     * @throws io.tidemark.client.TidemarkException when a stream ends before everything is acknowledged
     */
    public RoundResult run(int round, double readingsPerSecond) {
        return runFrom(round * plan.slots(), readingsPerSecond);
    }

    /**
     * The same for a round that begins with any slot, 0 or more: for loads of different plans on one store, of which each goes
     * on where the one before ended.
     */
    public RoundResult runFrom(int firstSlot, double readingsPerSecond) {
        long started = System.nanoTime();
        List<Future<LoadSender.Sent>> parts = new ArrayList<>();
        for (LoadSender sender : senders) {
            double rate = readingsPerSecond / senders.size();
            parts.add(threads.submit(() -> sender.sendRound(firstSlot, rate, started)));
        }
        long bytes = 0;
        long readings = 0;
        for (Future<LoadSender.Sent> part : parts) {
            LoadSender.Sent sent = result(part);
            bytes += sent.bytes();
            readings += sent.readings();
        }
        long nanos = System.nanoTime() - started;
        Histogram acks = new Histogram(LoadStream.LATENCY_NANOS_MAX, LoadStream.LATENCY_DIGITS);
        AckCounts counts = AckCounts.NONE;
        for (LoadSender sender : senders) {
            counts = counts.plus(sender.takeCounts(acks));
        }
        if (readings != plan.roundReadings()) {
            throw new IllegalStateException(readings + " readings were sent instead of " + plan.roundReadings());
        }
        return new RoundResult(readings, bytes, nanos, acks, counts);
    }

    private static LoadSender.Sent result(Future<LoadSender.Sent> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a round", e);
        }
    }

    @Override
    public void close() {
        senders.forEach(LoadSender::close);
        threads.shutdownNow();
    }
}
