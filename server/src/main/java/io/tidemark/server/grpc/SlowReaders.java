package io.tidemark.server.grpc;

import io.tidemark.server.query.QueryLimits;
import io.tidemark.server.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The answers whose readers take nothing at the moment, and the bytes that wait for them in the server: at most about three
 * pieces each, and all of them together bounded. Safe to call from any thread.
 */
final class SlowReaders {

    private static final int FAREWELL_SECONDS = 5;

    /** An answer that waits. */
    private record Waiting(long sinceNanos, int bytes) {}

    private final QueryLimits limits;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Map<AnswerPump<?>, Waiting> waiting = new LinkedHashMap<>();
    private long bytes;

    /**
     * Nobody waits yet.
     *
     * @param threads on which an answer is ended
     * @param timer for what follows
     */
    SlowReaders(QueryLimits limits, Executor threads, ScheduledExecutorService timer) {
        this.limits = limits;
        this.threads = threads;
        this.timer = timer;
    }

    /** An answer finds that its reader does not take what was sent, so many bytes at most. */
    void waits(AnswerPump<?> answer, int untakenBytes) {
        List<AnswerPump<?>> given = new ArrayList<>();
        synchronized (this) {
            if (waiting.putIfAbsent(answer, new Waiting(System.nanoTime(), untakenBytes)) != null) {
                return;
            }
            bytes += untakenBytes;
            while (bytes > limits.untakenBytesMax()) {
                given.add(removeLongest());
            }
        }
        given.forEach(longest -> end(longest, "query.untakenBytesMax", limits.untakenBytesMax()));
    }

    /** An answer is taken again, or has ended. */
    synchronized void takes(AnswerPump<?> answer) {
        Waiting was = waiting.remove(answer);
        if (was != null) {
            bytes -= was.bytes;
        }
    }

    /** Ends those that have waited too long. On the timer, every second or so. */
    void look() {
        long oldest = System.nanoTime() - TimeUnit.SECONDS.toNanos(limits.untakenSecondsMax());
        List<AnswerPump<?>> given = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty() && waiting.values().iterator().next().sinceNanos - oldest < 0) {
                given.add(removeLongest());
            }
        }
        given.forEach(longest -> end(longest, "query.untakenSecondsMax", limits.untakenSecondsMax()));
    }

    private AnswerPump<?> removeLongest() {
        var entries = waiting.entrySet().iterator();
        var longest = entries.next();
        entries.remove();
        bytes -= longest.getValue().bytes;
        return longest.getKey();
    }

    private void end(AnswerPump<?> answer, String limit, long value) {
        Refusal refusal = Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "READER_TOO_SLOW",
                        "the answer was not read and the server keeps it no longer (" + limit + ": " + value
                                + "); ask again for what is missing, in smaller parts")
                .with("limit", limit)
                .with("limit_value", value);
        threads.execute(() -> answer.fail(refusal));
        // The refusal stands behind what is not taken; a reader that does not come to it in time is cut off.
        timer.schedule(answer::reset, FAREWELL_SECONDS, TimeUnit.SECONDS);
    }

    /** Bytes that wait for readers. */
    synchronized long bytes() {
        return bytes;
    }
}
