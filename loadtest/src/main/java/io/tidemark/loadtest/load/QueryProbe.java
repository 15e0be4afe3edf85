package io.tidemark.loadtest.load;

import io.tidemark.client.DeltaSeries;
import io.tidemark.client.DeltasClient;
import io.tidemark.client.Query;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.TimeRange;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Asks, at a steady rate and over a connection of its own, for the deltas of one component over a month, a different
 * component each time. Latency counts from when the question was meant to be asked until its last delta is there.
 */
public final class QueryProbe implements AutoCloseable {

    private static final long MONTH_MILLIS = 31 * 24 * 60 * 60 * 1_000L;

    private final TidemarkClient client;
    private final Population population;
    private final TimeRange month;
    private final long everyNanos;
    private final Random random;
    private final Histogram latencies = new Histogram(LoadStream.LATENCY_NANOS_MAX, LoadStream.LATENCY_DIGITS);
    private final Thread thread = new Thread(this::askOn, "loadtest-queries");

    private boolean isAsking;
    private boolean isClosed;
    private long deltas;
    private TidemarkException failure;

    /**
     * A probe that waits for {@link #start}.
     *
     * @param startMillis beginning of the month, epoch milliseconds
     * @param perSecond questions a second, above 0
     * @param seed of the choice of components
     */
    public QueryProbe(String address, Population population, long startMillis, double perSecond, long seed) {
        this.client = TidemarkClient.connect(address);
        this.population = population;
        this.month = Ranges.of(startMillis, startMillis + MONTH_MILLIS);
        this.everyNanos = (long) (1e9 / perSecond);
        this.random = new Random(seed);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to ask. */
    public synchronized void start() {
        isAsking = true;
        notifyAll();
    }

    /** Pauses; a question that is being asked is answered first, and counts. */
    public synchronized void pause() {
        isAsking = false;
    }

    private void askOn() {
        DeltasClient asking = client.deltas();
        while (awaitTurn()) {
            long due = System.nanoTime();
            while (mayAsk()) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int handle = population.handle(random.nextInt(population.size()));
                ask(asking.read(Select.handles(handle), month, DeltaSettings.getDefaultInstance()), due);
                due += everyNanos;
            }
        }
    }

    private void ask(Query<DeltaSeries> question, long due) {
        long[] found = new long[1];
        try {
            question.forEach(series -> found[0] += series.size());
        } catch (TidemarkException e) {
            synchronized (this) {
                failure = e;
                isAsking = false;
            }
            return;
        }
        long nanos = System.nanoTime() - due;
        synchronized (this) {
            latencies.recordValue(Math.min(LoadStream.LATENCY_NANOS_MAX, nanos));
            deltas += found[0];
        }
    }

    private synchronized boolean mayAsk() {
        return isAsking && !isClosed;
    }

    private synchronized boolean awaitTurn() {
        while (!isAsking && !isClosed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return false;
            }
        }
        return !isClosed;
    }

    /** Latencies of all answers so far, nanoseconds. */
    public synchronized Histogram latencies() {
        return latencies.copy();
    }

    /** Deltas of all answers so far. */
    public synchronized long deltas() {
        return deltas;
    }

    /** Why it stopped asking; null when it did not. */
    public synchronized TidemarkException failure() {
        return failure;
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        client.close();
    }
}
