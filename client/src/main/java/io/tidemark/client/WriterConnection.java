package io.tidemark.client;

import io.tidemark.v1.BatchAck;
import io.tidemark.v1.WriterOpened;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a writer connected: opens its stream, and opens another when that breaks, after a while. News of a stream that has
 * been given up are ignored. Its monitor is taken before the ledger's lock, never the other way round; futures complete
 * outside both.
 */
final class WriterConnection {

    private final TidemarkClient client;
    private final String writerId;
    private final WriterLedger ledger;
    private final Backoff backoff;
    private final WriterNews news;
    private IngestStream stream;
    private boolean isInterrupted;
    private boolean over;

    WriterConnection(ReadingWriterBuilder builder, WriterLedger ledger) {
        this.client = builder.client;
        this.writerId = builder.writerId;
        this.ledger = ledger;
        this.backoff = new Backoff(builder.backoffMin, builder.backoffMax, builder.reconnectFor, builder.waitForRoom);
        this.news = builder.news;
    }

    synchronized void connect() {
        if (!over) {
            stream = new IngestStream(this, client.channel());
            stream.open(writerId);
        }
    }

    void opened(IngestStream from, WriterOpened answer) {
        List<PendingBatches.Settled> settled;
        boolean isResumed = false;
        try {
            synchronized (this) {
                if (from != stream || over) {
                    return;
                }
                settled = ledger.attach(from, answer);
                if (!settled.isEmpty() || ledger.isIdle()) {
                    isResumed = progressed();
                }
            }
        } catch (TidemarkException outOfStep) {
            end(outOfStep);
            return;
        }
        tellResumed(isResumed);
        settled.forEach(PendingBatches.Settled::complete);
    }

    void acknowledged(IngestStream from, BatchAck ack) {
        List<PendingBatches.Settled> settled;
        boolean isResumed;
        synchronized (this) {
            if (from != stream || over) {
                return;
            }
            settled = ledger.acknowledged(ack);
            isResumed = progressed();
        }
        tellResumed(isResumed);
        settled.forEach(PendingBatches.Settled::complete);
    }

    void ended(IngestStream from, TidemarkException failure) {
        long waitMillis;
        synchronized (this) {
            if (from != stream || over) {
                return;
            }
            ledger.detach();
            waitMillis = BatchLimits.worthAnotherTry(failure)
                    ? backoff.failed(failure.isOutOfRoom(), System.nanoTime())
                    : -1;
            isInterrupted |= waitMillis >= 0;
        }
        if (waitMillis < 0) {
            end(failure);
            return;
        }
        news.interrupted(failure, Duration.ofMillis(waitMillis));
        try {
            client.timer().schedule(this::connect, waitMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException clientClosed) {
            end(failure);
        }
    }

    /** Something got through; whether that ends an interruption. */
    private boolean progressed() {
        backoff.progressed();
        boolean wasInterrupted = isInterrupted;
        isInterrupted = false;
        return wasInterrupted;
    }

    private void tellResumed(boolean isResumed) {
        if (isResumed) {
            news.resumed();
        }
    }

    /** Says good-bye, when everything is durable. */
    void finish() {
        IngestStream last = letGo();
        ledger.over(ledger.closed());
        if (last != null) {
            last.halfClose();
        }
    }

    /** Ends the stream at once. */
    void end(TidemarkException reason) {
        IngestStream last = letGo();
        // First the ledger: nobody may send over a stream that is cancelled.
        ledger.over(reason);
        if (last != null) {
            last.cancel();
        }
    }

    /** The stream to be ended, for the first who asks; no other is opened from here on. */
    private synchronized IngestStream letGo() {
        IngestStream last = over ? null : stream;
        over = true;
        return last;
    }
}
