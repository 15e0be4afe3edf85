package io.tidemark.server.grpc;

import io.tidemark.server.ingest.AppliedPosition;
import io.tidemark.server.refusal.Refusal;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One query's wait for the position it asks for. It ends once: because the position is reached, because it took too long, or
 * because nobody wants the answer any more. Safe to call from any thread.
 */
final class PositionWait {

    /** The refusal comes so much of a deadline before it, and at most so early, so that it still gets through. */
    private static final int SHARE_OF_DEADLINE = 10;

    private static final long MILLIS_BEFORE_DEADLINE_MAX = 1_000;

    private boolean isOver;
    private Runnable forget = () -> {};
    private ScheduledFuture<?> giveUp;

    /**
     * How long to wait.
     *
     * @param millisMax the server's own limit
     * @param remainingMillis until the call's deadline; {@link Long#MAX_VALUE} when it has none
     */
    static long millis(long millisMax, long remainingMillis) {
        long before = Math.min(remainingMillis / SHARE_OF_DEADLINE, MILLIS_BEFORE_DEADLINE_MAX);
        return Math.min(millisMax, Math.max(0, remainingMillis - before));
    }

    /**
     * Runs the action once the position is reached, or hands the refusal over when that takes too long; neither when the
     * wait has been ended.
     */
    void begin(
            AppliedPosition applied,
            long position,
            long waitMillis,
            ScheduledExecutorService timer,
            Consumer<Throwable> fail,
            Runnable action) {
        if (position <= applied.get()) {
            if (over()) {
                action.run();
            }
            return;
        }
        ScheduledFuture<?> inTime = timer.schedule(
                () -> {
                    if (over()) {
                        fail.accept(refusal(waitMillis));
                    }
                },
                waitMillis,
                TimeUnit.MILLISECONDS);
        Runnable noLonger = applied.whenReached(position, () -> {
            if (over()) {
                action.run();
            }
        });
        synchronized (this) {
            if (!isOver) {
                giveUp = inTime;
                forget = noLonger;
                return;
            }
        }
        inTime.cancel(false);
        noLonger.run();
    }

    /** Waits no longer. */
    void end() {
        over();
    }

    /** Whether the wait ends by this call; it is then forgotten everywhere. */
    private boolean over() {
        ScheduledFuture<?> inTime;
        Runnable noLonger;
        synchronized (this) {
            if (isOver) {
                return false;
            }
            isOver = true;
            inTime = giveUp;
            noLonger = forget;
        }
        if (inTime != null) {
            inTime.cancel(false);
        }
        noLonger.run();
        return true;
    }

    private static Refusal refusal(long waitMillis) {
        return Refusal.of(
                        Refusal.Kind.DEADLINE_EXCEEDED,
                        "POSITION_NOT_REACHED",
                        "at_least names a position that the server has not reached within " + waitMillis
                                + " ms; ask again with a longer deadline, or leave it empty for what is there now")
                .with("field", "at_least")
                .with("limit", "the call's deadline, and query.positionWaitSecondsMax")
                .with("limit_value", waitMillis + " ms");
    }
}
