package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchView;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;

/**
 * Collects what is to be said of a stream's batches until it can be said in one acknowledgement. Guarded by the session's
 * lock; holds at most one entry for each batch in flight.
 */
final class AckCollector {

    private BatchAck.Builder ack = BatchAck.newBuilder();
    private long position;
    private long accepted;
    private long duplicate;
    private long rejected;
    private int batches;
    private boolean isPending;

    /** The stream begins where the journal stands here. */
    void start(long openedPosition) {
        position = openedPosition;
    }

    /** Adds a batch that is durable and applied. */
    void add(long batchPosition, long sequence, BatchView.Kind kind, BatchOutcome outcome) {
        isPending = true;
        batches++;
        position = batchPosition;
        accepted += outcome.accepted();
        duplicate += outcome.duplicate();
        rejected += outcome.rejected();
        boolean deleted = kind == BatchView.Kind.DELETIONS && outcome.accepted() > 0;
        if (outcome.rejected() > 0 || outcome.noticed() > 0 || outcome.duplicate() > 0 || deleted) {
            BatchReport.Builder report = BatchReport.newBuilder().setSequence(sequence);
            for (int k = 0; k < outcome.rejected(); k++) {
                report.addRejectedIndex(outcome.rejectedIndex(k)).addRejectedReason(outcome.rejectedReason(k));
            }
            for (int k = 0; k < outcome.noticed(); k++) {
                report.addNoticedIndex(outcome.noticedIndex(k)).addNotice(outcome.notice(k));
            }
            report.setDuplicateCount(outcome.duplicate());
            report.setDeletedCount(deleted ? outcome.accepted() : 0);
            ack.addReports(report);
        }
    }

    /** A batch came that had come before; when it is durable, the sender is told so again. */
    void repeat(boolean isDurable) {
        isPending |= isDurable;
    }

    boolean isPending() {
        return isPending;
    }

    /** Batches collected since the last acknowledgement. */
    int batches() {
        return batches;
    }

    /** The acknowledgement of everything collected; the collector is empty afterwards. */
    BatchAck take(long durableSequence, PositionTokens tokens) {
        BatchAck taken = ack.setDurableSequence(durableSequence)
                .setPosition(tokens.of(position))
                .setAcceptedCount(accepted)
                .setDuplicateCount(duplicate)
                .setRejectedCount(rejected)
                .build();
        ack = BatchAck.newBuilder();
        accepted = 0;
        duplicate = 0;
        rejected = 0;
        batches = 0;
        isPending = false;
        return taken;
    }
}
