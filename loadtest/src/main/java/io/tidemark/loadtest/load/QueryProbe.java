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
 * component each time. An open loop: several threads take turns, so that a slow answer holds up the next question only
 * when all of them wait, and latency counts from when the question was meant to be asked until its last delta is there.
 */
public final class QueryProbe implements AutoCloseable {

    private static final long MONTH_MILLIS = 31 * 24 * 60 * 60 * 1_000L;

    /** Questions that may be under way at once. */
    private static final int ASKERS = 8;

    private final TidemarkClient client;
    private final Population population;
    private final TimeRange month;
    private final long everyNanos;
    private final Random random;
    private final Histogram latencies = new Histogram(LoadStream.LATENCY_NANOS_MAX, LoadStream.LATENCY_DIGITS);

    private boolean isAsking;
    private boolean isClosed;
    private long nextDueNanos;
    private int underWay;
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
        for (int i = 0; i < ASKERS; i++) {
            Thread thread = new Thread(this::askOn, "loadtest-queries-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Begins to ask. */
    public synchronized void start() {
        isAsking = true;
        nextDueNanos = System.nanoTime();
        notifyAll();
    }

    /** Pauses, and waits until the questions that have been asked are answered; they count. */
    public synchronized void pause() {
        isAsking = false;
        while (underWay > 0) {
            await();
        }
    }

    /** Forgets the answers so far, those of a warm-up; call while it pauses. */
    public synchronized void forget() {
        latencies.reset();
        deltas = 0;
    }

    /** A component to be asked about, and when. */
    private record Question(int handle, long dueNanos) {}

    private void askOn() {
        DeltasClient asking = client.deltas();
        for (Question question = next(); question != null; question = next()) {
            for (long left = question.dueNanos - System.nanoTime();
                    left > 0;
                    left = question.dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (isStillDue()) {
                ask(
                        asking.read(Select.handles(question.handle), month, DeltaSettings.getDefaultInstance()),
                        question.dueNanos);
            }
        }
    }

    /** The next one in turn, while the probe is asking; null when it is closed. */
    private synchronized Question next() {
        while (!isAsking && !isClosed) {
            await();
        }
        if (isClosed) {
            return null;
        }
        Question question = new Question(population.handle(random.nextInt(population.size())), nextDueNanos);
        nextDueNanos += everyNanos;
        underWay++;
        return question;
    }

    /** False for a question that was to be asked after the probe was paused; it is dropped. */
    private synchronized boolean isStillDue() {
        if (!isAsking) {
            underWay--;
            notifyAll();
        }
        return isAsking;
    }

    private void ask(Query<DeltaSeries> question, long due) {
        long[] found = new long[1];
        TidemarkException failed = null;
        try {
            question.forEach(series -> found[0] += series.size());
        } catch (TidemarkException e) {
            failed = e;
        }
        answered(found[0], System.nanoTime() - due, failed);
    }

    private synchronized void answered(long found, long nanos, TidemarkException failed) {
        if (failed == null) {
            latencies.recordValue(Math.min(LoadStream.LATENCY_NANOS_MAX, nanos));
            deltas += found;
        } else {
            failure = failure == null ? failed : failure;
            isAsking = false;
        }
        underWay--;
        notifyAll();
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        }
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
