package io.tidemark.server.monitoring;

import com.google.protobuf.MessageLite;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread on which monitoring decides, and its way into the journal. Safe to call from any thread. */
public final class Changes {

    /** Changes that may wait for the thread. */
    public static final int WAITING_MAX = 1_000;

    /** Records written before the first of them is waited for. */
    private static final int UNDER_WAY_MAX = 256;

    private static final int RETRY_AFTER_MILLIS = 500;

    private static final int STOP_SECONDS_MAX = 10;

    private final CommitLog log;
    private final ThreadPoolExecutor thread;

    /** Changes that go into this log. */
    public Changes(CommitLog log) {
        this.log = log;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), task -> {
                    Thread made = new Thread(task, "tidemark-monitoring");
                    made.setDaemon(true);
                    return made;
                });
    }

    /**
     * Runs something on the thread.
     *
     * @return what it gives, or throws
     * @throws Refusal when too many wait already, or the server is stopping
     */
    <T> CompletableFuture<T> run(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    done.complete(task.call());
                } catch (Throwable failed) {
                    done.completeExceptionally(failed);
                }
            });
        } catch (RejectedExecutionException full) {
            throw thread.isShutdown()
                    ? Refusal.of(Refusal.Kind.UNAVAILABLE, "STOPPING", "the server is stopping; ask again in a moment")
                    : Refusal.of(
                                    Refusal.Kind.RESOURCE_EXHAUSTED,
                                    "TOO_BUSY",
                                    "there are " + WAITING_MAX
                                            + " changes of monitoring waiting; try again in a moment")
                            .with("limit", "changes of monitoring that wait")
                            .with("limit_value", WAITING_MAX)
                            .with(Refusal.RETRY_AFTER_MILLIS, RETRY_AFTER_MILLIS);
        }
        return done;
    }

    /** Writes a record and waits until it is durable and applied; on the thread. */
    SubmittedChange.Result write(byte type, MessageLite record) {
        return await(SubmittedChange.submit(log, type, record.toByteArray()));
    }

    /** Writes records in this order, many at a time, and waits until all are durable and applied; on the thread. */
    void writeAll(byte type, List<? extends MessageLite> records) {
        Deque<CompletableFuture<SubmittedChange.Result>> underWay = new ArrayDeque<>();
        for (MessageLite record : records) {
            if (underWay.size() == UNDER_WAY_MAX) {
                await(underWay.removeFirst());
            }
            underWay.addLast(SubmittedChange.submit(log, type, record.toByteArray()));
        }
        underWay.forEach(Changes::await);
    }

    private static SubmittedChange.Result await(CompletableFuture<SubmittedChange.Result> change) {
        try {
            return change.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Lets the thread finish what it is at, and drops what waits. */
    public void stop() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
