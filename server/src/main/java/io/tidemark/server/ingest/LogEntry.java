package io.tidemark.server.ingest;

import io.tidemark.server.journal.Journal;
import io.tidemark.server.shard.State;

/**
 * One change on its way through the {@link CommitLog}. Either {@link #fail} is called, once, or {@link #apply}, {@link
 * #settle} and {@link #acknowledge}, once each and in that order.
 */
public abstract class LogEntry {

    private volatile long submittedNanos;

    /** It is handed in now; by the log's clock. */
    final void submittedAt(long nanos) {
        submittedNanos = nanos;
    }

    /** When it was handed in, by the log's clock. */
    final long submittedNanos() {
        return submittedNanos;
    }

    /** Bytes of the record's payload; 0 when there is no record, only a place in the order of things. */
    protected abstract int payloadBytes();

    /** Bytes it holds in memory while it waits; the record may be shorter. Does not change on the way. */
    protected int heldBytes() {
        return payloadBytes();
    }

    /** Whether its bytes had been let in before it came, so that it is taken though much is waiting. */
    protected boolean isLetIn() {
        return false;
    }

    /** Whether its sender would rather be refused at once than wait behind changes that have waited long. */
    protected boolean isRefusedRatherThanLate() {
        return false;
    }

    /** Whether it changes anything but readings, so that it can be made to wait: {@link CommitLog#holdOthersBack}. */
    protected boolean isOther() {
        return false;
    }

    /** Writes the record. Journal thread; called only when {@link #payloadBytes} is above 0. */
    protected abstract void write(Journal journal);

    /** Whether nobody wants the change any more, so that it must not be written. Journal thread. */
    protected boolean isAbandoned() {
        return false;
    }

    /** Gets ready what would take long under the lock. Writer thread, without the lock; {@link #apply} is next. */
    protected void prepareToApply(State state) {}

    /** Applies the change. Writer thread, under the state's write lock; the record is durable. */
    protected abstract void apply(State state);

    /** The group it belongs to is applied, and visible. Writer thread, without the lock. */
    protected void settle(long position) {}

    /** Every entry of the group has been settled: answer. Writer thread, without the lock. */
    protected abstract void acknowledge(long position);

    /**
     * The change did not happen, as far as anybody knows: it is in memory nowhere, and nobody was promised it. Journal
     * thread, writer thread or the thread that submitted it.
     *
     * @param refusal what to tell the sender
     */
    protected abstract void fail(RuntimeException refusal);
}
