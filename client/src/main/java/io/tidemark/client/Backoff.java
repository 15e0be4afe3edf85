package io.tidemark.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt, and when to stop trying. Guarded by its connection's monitor. */
final class Backoff {

    private final long firstMillis;
    private final long longestMillis;
    private final long giveUpNanos;
    private long nextMillis;
    private long failingSinceNanos;
    private boolean failing;

    Backoff(Duration shortest, Duration longest, Duration giveUpAfter) {
        this.firstMillis = Math.max(1, shortest.toMillis());
        this.longestMillis = longest.toMillis();
        this.giveUpNanos = giveUpAfter.toNanos();
        this.nextMillis = firstMillis;
    }

    /** Something got through. */
    void progressed() {
        failing = false;
        nextMillis = firstMillis;
    }

    /**
     * An attempt has failed.
     *
     * @param nowNanos {@link System#nanoTime}
     * @return milliseconds to wait, or -1 to give up
     */
    long failed(long nowNanos) {
        if (!failing) {
            failing = true;
            failingSinceNanos = nowNanos;
        } else if (nowNanos - failingSinceNanos >= giveUpNanos) {
            return -1;
        }
        long wait = nextMillis;
        nextMillis = Math.min(longestMillis, nextMillis * 2);
        long fifth = wait / 5;
        return wait - fifth + ThreadLocalRandom.current().nextLong(2 * fifth + 1);
    }
}
