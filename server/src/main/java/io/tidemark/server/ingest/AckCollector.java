package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchView;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what is to be said of a stream's batches until it can be said in one acknowledgement, or in a few where many
 * readings are to be named: an acknowledgement stays small enough for a client that takes messages of 4 MiB. Guarded by the
 * session's lock; holds at most one entry for each batch in flight.
 */
final class AckCollector {

    /** Readings named in one acknowledgement at most, unless a single batch has more; up to 4 bytes each on the wire. */
    static final int NAMED_MAX = 500_000;

    /** Readings by fate. */
    private record Counts(long accepted, long duplicate, long rejected) {

        BatchAck.Builder since(Counts told) {
            return BatchAck.newBuilder()
                    .setAcceptedCount(accepted - told.accepted)
                    .setDuplicateCount(duplicate - told.duplicate)
                    .setRejectedCount(rejected - told.rejected);
        }
    }

    /** A batch with something to report, and the counts up to and with it. */
    private record Reported(long sequence, long position, BatchReport report, int named, Counts counts) {}

    private final ArrayDeque<Reported> reports = new ArrayDeque<>();
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
            int named = outcome.rejected() + outcome.noticed();
            reports.add(new Reported(sequence, batchPosition, report.build(), named, counts()));
        }
    }

    /** A batch came that had come before; when it is durable, the sender is told so again. */
    void repeat(boolean isDurable) {
        isPending |= isDurable;
    }

    boolean isPending() {
        return isPending;
    }

    /**
     * Sends the acknowledgement of everything collected, the counts of each message since the one before; the collector is
     * empty afterwards.
     *
     * @return batches collected since the last time
     */
    int take(long durableSequence, PositionTokens tokens, Consumer<BatchAck> sink) {
        List<BatchReport> told = new ArrayList<>();
        Counts toldCounts = new Counts(0, 0, 0);
        int named = 0;
        for (Reported next = reports.poll(); next != null; next = reports.poll()) {
            told.add(next.report);
            named += next.named;
            if (!reports.isEmpty() && named + reports.peek().named > NAMED_MAX) {
                sink.accept(next.counts
                        .since(toldCounts)
                        .setDurableSequence(next.sequence)
                        .setPosition(tokens.of(next.position))
                        .addAllReports(told)
                        .build());
                told.clear();
                toldCounts = next.counts;
                named = 0;
            }
        }
        sink.accept(counts().since(toldCounts)
                .setDurableSequence(durableSequence)
                .setPosition(tokens.of(position))
                .addAllReports(told)
                .build());
        int taken = batches;
        accepted = 0;
        duplicate = 0;
        rejected = 0;
        batches = 0;
        isPending = false;
        return taken;
    }

    private Counts counts() {
        return new Counts(accepted, duplicate, rejected);
    }
}
