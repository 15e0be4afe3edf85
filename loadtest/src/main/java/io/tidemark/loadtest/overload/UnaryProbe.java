package io.tidemark.loadtest.overload;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.tidemark.client.AppendClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.load.Connection;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.IngestServiceGrpc.IngestServiceFutureStub;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Appends one reading at a time by unary calls, in an open loop over a connection of its own, and does not try again. Latency
 * counts from when a call was meant to be made.
 */
final class UnaryProbe implements AutoCloseable {

    private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DEADLINE_SECONDS = 60;

    /**
     * What became of the calls.
     *
     * @param acknowledged latencies of those that were taken, nanoseconds
     * @param refused latencies of those that were refused
     * @param reasons why, and how often
     */
    record Answers(Histogram acknowledged, Histogram refused, Map<String, Long> reasons) {}

    private final Connection connection;
    private final IngestServiceFutureStub stub;
    private final String component;
    private final long everyNanos;
    private final Thread thread = new Thread(this::askOn, "overload-unary");
    private volatile boolean isClosed;
    private Answers answers = empty();
    private long underWay;
    private long number;

    /**
     * A probe that begins at once.
     *
     * @param component it appends to; registered, without an interval
     */
    UnaryProbe(String address, String component, double perSecond) {
        this.connection = new Connection(address);
        this.stub = IngestServiceGrpc.newFutureStub(connection.channel());
        this.component = component;
        this.everyNanos = (long) (1e9 / perSecond);
        thread.setDaemon(true);
        thread.start();
    }

    private static Answers empty() {
        return new Answers(new Histogram(LATENCY_NANOS_MAX, 3), new Histogram(LATENCY_NANOS_MAX, 3), new TreeMap<>());
    }

    private void askOn() {
        long due = System.nanoTime();
        while (!isClosed) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            ask(due);
            due += everyNanos;
        }
    }

    private void ask(long due) {
        AppendReadingsRequest request = AppendReadingsRequest.newBuilder()
                .addReadings(AppendClient.reading(component, Instant.ofEpochSecond(1_735_689_600 + number), number))
                .build();
        synchronized (this) {
            number++;
            underWay++;
        }
        Futures.addCallback(
                stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).appendReadings(request),
                new FutureCallback<AppendReadingsResponse>() {
                    @Override
                    public void onSuccess(AppendReadingsResponse taken) {
                        answered(due, taken.getAcceptedCount() == 1 ? "" : "REJECTED");
                    }

                    @Override
                    public void onFailure(Throwable failed) {
                        TidemarkException refused = TidemarkException.from(failed);
                        answered(due, refused.code() + " " + refused.reason());
                    }
                },
                MoreExecutors.directExecutor());
    }

    private synchronized void answered(long due, String reason) {
        long nanos = Math.min(LATENCY_NANOS_MAX, Math.max(0, System.nanoTime() - due));
        if (reason.isEmpty()) {
            answers.acknowledged().recordValue(nanos);
        } else {
            answers.refused().recordValue(nanos);
            answers.reasons().merge(reason, 1L, Long::sum);
        }
        underWay--;
        notifyAll();
    }

    /** What was answered since the last call. */
    synchronized Answers take() {
        Answers taken = answers;
        answers = empty();
        return taken;
    }

    /** Stops, and waits until everything is answered. */
    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
            synchronized (this) {
                while (underWay > 0) {
                    wait();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
