package io.tidemark.loadtest.crash;

import io.grpc.Status;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import java.util.concurrent.locks.Lock;

/** Makes the changes of one trial until the server is gone; what is answered is noted like a writer's batches. */
final class TrialWriter {

    private final Trial trial;
    private final int recordedAs;
    private volatile long sent;
    private volatile RuntimeException refused;

    /**
     * Nothing made yet.
     *
     * @param recordedAs number under which answers are noted
     */
    TrialWriter(Trial trial, int recordedAs) {
        this.trial = trial;
        this.recordedAs = recordedAs;
    }

    Trial trial() {
        return trial;
    }

    int recordedAs() {
        return recordedAs;
    }

    /** The highest change that was sent. */
    long sent() {
        return sent;
    }

    /**
     * Goes on behind the changes that are there, until the server is gone.
     *
     * @param calm held while a change is made
     */
    void applyUntilGone(TidemarkClient client, AckRecord record, long from, Lock calm) {
        for (long number = from + 1; ; number++) {
            calm.lock();
            try {
                sent = Math.max(sent, number);
                trial.apply(client, number);
                record.add(recordedAs, number);
            } catch (RuntimeException ended) {
                // The server was killed under the request; the next verification tells whether the change is there.
                boolean isGone = ended instanceof TidemarkException gone && gone.code() == Status.Code.UNAVAILABLE;
                refused = isGone ? null : ended;
                return;
            } finally {
                calm.unlock();
            }
        }
    }

    /** Throws when a living server refused a change. */
    void requireNotRefused() {
        if (refused != null) {
            throw new IllegalStateException(
                    "change " + sent + " of " + trial.getClass().getSimpleName() + " was refused", refused);
        }
    }
}
