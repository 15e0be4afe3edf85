package io.tidemark.server.ingest;

import io.tidemark.server.refusal.Refusal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the commit log takes one more change: by how many wait, how many bytes they hold, and for how long they have
 * waited. Safe to call from any thread; never waits.
 */
final class Admission {

    private static final int RETRY_AFTER_MILLIS = 500;

    /** Those that have been let in. */
    interface Waiting {

        /** How many wait to be written. */
        int changes();

        /** Whether the one that has waited longest to be acknowledged has waited longer than this. */
        boolean isAnyOlderThan(long nanos);
    }

    private final CommitLimits limits;
    private final Waiting waiting;
    private final AtomicLong waitingBytes = new AtomicLong();

    Admission(CommitLimits limits, Waiting waiting) {
        this.limits = limits;
        this.waiting = waiting;
    }

    /** A change has come in. */
    void entered(LogEntry entry) {
        waitingBytes.addAndGet(entry.heldBytes());
    }

    /** It is being written, or was not let in after all. */
    void left(LogEntry entry) {
        waitingBytes.addAndGet(-entry.heldBytes());
    }

    /** Why a change is not let in, by its bytes or by the time that others have waited; null when it is. */
    Refusal refusal(LogEntry entry) {
        if (!hasRoomFor(entry)) {
            return tooBusy(
                    "ingest.waitingBytesMax",
                    limits.waitingBytesMax(),
                    "there are as many bytes of changes waiting for the journal as may be");
        }
        return entry.isRefusedRatherThanLate() ? refusalOfLate() : null;
    }

    private boolean hasRoomFor(LogEntry entry) {
        long bytes = entry.heldBytes();
        long max = entry.isLetIn() ? 2 * limits.waitingBytesMax() : limits.waitingBytesMax();
        return bytes == 0 || waitingBytes.get() + bytes <= max || waiting.changes() == 0;
    }

    /** Why a change is not let in that is refused rather than late; null when it would not be late, as far as can be told. */
    Refusal refusalOfLate() {
        return haveWaited(limits.waitMillisMax())
                ? tooBusy(
                        "ingest.waitMillisMax",
                        limits.waitMillisMax(),
                        "changes have waited longer to be kept than a call like this may have to")
                : null;
    }

    /** Why no change is let in while as many wait as may. */
    Refusal refusalOfMore() {
        return tooBusy(
                "ingest.entriesMax",
                limits.entriesMax(),
                "there are as many changes waiting for the journal as may be");
    }

    /**
     * Whether so much waits, or for so long, that streams should be held back: half of what may, so that unary changes, which
     * can only be refused, find room while many streams send as much as they can.
     */
    boolean isBusy() {
        return 2 * waitingBytes.get() >= limits.waitingBytesMax()
                || 2 * waiting.changes() >= limits.entriesMax()
                || haveWaited(limits.waitMillisMax() / 2);
    }

    private boolean haveWaited(int millis) {
        return waiting.isAnyOlderThan(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static Refusal tooBusy(String limit, long max, String why) {
        return Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "TOO_BUSY",
                        why + " (" + limit + ": " + max
                                + "). Nothing of this one was stored; send it again in a moment")
                .with("limit", limit)
                .with("limit_value", max)
                .with(Refusal.RETRY_AFTER_MILLIS, RETRY_AFTER_MILLIS);
    }
}
