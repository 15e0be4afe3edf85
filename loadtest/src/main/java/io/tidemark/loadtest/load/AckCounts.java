package io.tidemark.loadtest.load;

import io.tidemark.v1.BatchAck;

/**
 * What acknowledgements said of the readings.
 *
 * @param accepted stored
 * @param duplicate of those: there already, just so
 * @param rejected refused
 */
public record AckCounts(long accepted, long duplicate, long rejected) {

    static final AckCounts NONE = new AckCounts(0, 0, 0);

    AckCounts plus(BatchAck ack) {
        return new AckCounts(
                accepted + ack.getAcceptedCount(),
                duplicate + ack.getDuplicateCount(),
                rejected + ack.getRejectedCount());
    }

    /** Both together. */
    public AckCounts plus(AckCounts other) {
        return new AckCounts(accepted + other.accepted, duplicate + other.duplicate, rejected + other.rejected);
    }
}
