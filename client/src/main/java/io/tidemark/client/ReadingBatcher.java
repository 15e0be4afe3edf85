package io.tidemark.client;

import io.tidemark.v1.ReadingColumns;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Puts single readings together into batches for a {@link ReadingWriter}. A batch goes when it is full, when its first
 * reading has waited long enough, or on {@link #flush}. Safe for several threads; waits when the writer does.
 */
public final class ReadingBatcher implements AutoCloseable {

    private static final int REGULAR = 501_000;

    private final ReadingWriter writer;
    private final int batchReadingsMax;
    private final long lingerMillis;
    private final ScheduledExecutorService timer;

    private ReadingColumns.Builder columns = ReadingColumns.newBuilder();
    private CompletableFuture<AppendResult> result = new CompletableFuture<>();

    /**
     * A reading on its way.
     *
     * @param index its place in the batch, as in {@link AppendResult#rejected}
     * @param batch completes when the whole batch is durable
     */
    public record Added(int index, CompletableFuture<AppendResult> batch) {}

    /**
     * Makes a batcher on a writer; closing it leaves the writer open.
     *
     * @param batchReadingsMax most readings a batch, 1 or more; the server's limit counts too
     * @param linger longest wait of a reading for its batch to fill; zero: until it is full or flushed
     */
    public ReadingBatcher(ReadingWriter writer, int batchReadingsMax, Duration linger) {
        this.writer = writer;
        this.batchReadingsMax = Math.min(batchReadingsMax, writer.limits().batchReadingsMax());
        this.lingerMillis = linger.toMillis();
        // A timer of its own: sending may wait for the writer, and the client's timer must stay free to reconnect it.
        this.timer = lingerMillis == 0
                ? null
                : Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "tidemark-batcher");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Adds a regular reading. */
    public Added add(int handle, long timeMillis, double value) {
        return add(handle, timeMillis, value, REGULAR);
    }

    /**
     * Adds a reading.
     *
     * @param handle handle of the measuring component
     * @param timeMillis its instant, or the beginning of its interval, epoch milliseconds
     * @param value in the unit of the component's type
     * @param condition condition code, 100000 to 999999
     */
    public synchronized Added add(int handle, long timeMillis, double value, int condition) {
        int index = columns.getHandleCount();
        Added added = new Added(index, result);
        columns.addHandle(handle).addTimeMillis(timeMillis).addValue(value).addCondition(condition);
        if (index + 1 >= batchReadingsMax) {
            flush();
        } else if (index == 0 && timer != null) {
            CompletableFuture<AppendResult> started = result;
            timer.schedule(() -> flushIfStill(started), lingerMillis, TimeUnit.MILLISECONDS);
        }
        return added;
    }

    private synchronized void flushIfStill(CompletableFuture<AppendResult> started) {
        if (result == started) {
            flush();
        }
    }

    /** Hands what has been collected to the writer; does not wait until it is durable. */
    public synchronized void flush() {
        if (columns.getHandleCount() == 0) {
            return;
        }
        ReadingColumns batch = columns.build();
        CompletableFuture<AppendResult> promised = result;
        columns = ReadingColumns.newBuilder();
        result = new CompletableFuture<>();
        writer.append(batch).whenComplete((done, failure) -> {
            if (failure == null) {
                promised.complete(done);
            } else {
                promised.completeExceptionally(failure);
            }
        });
    }

    /** Flushes. */
    @Override
    public void close() {
        flush();
        if (timer != null) {
            timer.shutdown();
        }
    }
}
