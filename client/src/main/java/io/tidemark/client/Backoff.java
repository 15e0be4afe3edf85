package io.tidemark.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt, and when to stop trying. A server that answers that it has no room is reached,
 * so it is given more time than one that is not. Guarded by its connection's monitor.
 */
final class Backoff {

    private final long firstMillis;
    private final long longestMillis;
    private final Patience unreached;
    private final Patience withoutRoom;
    private long nextMillis;

    /** How long failures of a kind are borne. */
    private static final class Patience {

        private final long nanosMax;
        private long sinceNanos;
        private boolean isTried;

        Patience(Duration longest) {
            nanosMax = longest.toNanos();
        }

        boolean isOver(long nowNanos) {
            if (!isTried) {
                isTried = true;
                sinceNanos = nowNanos;
                return false;
            }
            return nowNanos - sinceNanos >= nanosMax;
        }

        void restore() {
            isTried = false;
        }
    }

    Backoff(Duration shortest, Duration longest, Duration reconnectFor, Duration waitForRoom) {
        this.firstMillis = Math.max(1, shortest.toMillis());
        this.longestMillis = longest.toMillis();
        this.unreached = new Patience(reconnectFor);
        this.withoutRoom = new Patience(waitForRoom);
        this.nextMillis = firstMillis;
    }

    /** Something got through. */
    void progressed() {
        unreached.restore();
        withoutRoom.restore();
        nextMillis = firstMillis;
    }

    /**
     * An attempt has failed.
     *
     * @param isOutOfRoom whether the server was reached and had no room
     * @param nowNanos {@link System#nanoTime}
     * @return milliseconds to wait, or -1 to give up
     */
    long failed(boolean isOutOfRoom, long nowNanos) {
        if (isOutOfRoom) {
            unreached.restore();
        }
        if ((isOutOfRoom ? withoutRoom : unreached).isOver(nowNanos)) {
            return -1;
        }
        long wait = nextMillis;
        nextMillis = Math.min(longestMillis, nextMillis * 2);
        long fifth = wait / 5;
        return wait - fifth + ThreadLocalRandom.current().nextLong(2 * fifth + 1);
    }
}
