package io.tidemark.client;

import io.tidemark.v1.BatchAck;
import io.tidemark.v1.WriterOpened;
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
    private IngestStream stream;
    private boolean over;

    WriterConnection(ReadingWriterBuilder builder, WriterLedger ledger) {
        this.client = builder.client;
        this.writerId = builder.writerId;
        this.ledger = ledger;
        this.backoff = new Backoff(builder.backoffMin, builder.backoffMax, builder.reconnectFor);
    }

    synchronized void connect() {
        if (!over) {
            stream = new IngestStream(this, client.channel());
            stream.open(writerId);
        }
    }

    void opened(IngestStream from, WriterOpened answer) {
        List<PendingBatches.Settled> settled;
        try {
            synchronized (this) {
                if (from != stream || over) {
                    return;
                }
                settled = ledger.attach(from, answer);
                if (!settled.isEmpty() || ledger.isIdle()) {
                    backoff.progressed();
                }
            }
        } catch (TidemarkException outOfStep) {
            end(outOfStep);
            return;
        }
        settled.forEach(PendingBatches.Settled::complete);
    }

    void acknowledged(IngestStream from, BatchAck ack) {
        List<PendingBatches.Settled> settled;
        synchronized (this) {
            if (from != stream || over) {
                return;
            }
            settled = ledger.acknowledged(ack);
            backoff.progressed();
        }
        settled.forEach(PendingBatches.Settled::complete);
    }

    void ended(IngestStream from, TidemarkException failure) {
        long waitMillis;
        synchronized (this) {
            if (from != stream || over) {
                return;
            }
            ledger.detach();
            waitMillis = BatchLimits.worthAnotherTry(failure) ? backoff.failed(System.nanoTime()) : -1;
        }
        if (waitMillis < 0) {
            end(failure);
            return;
        }
        try {
            client.timer().schedule(this::connect, waitMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException clientClosed) {
            end(failure);
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
