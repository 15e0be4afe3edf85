package io.tidemark.client;

import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;
import io.tidemark.v1.IngestRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The batches that are not yet durable, in order of sequence. Guarded by its ledger's lock. */
final class PendingBatches {

    /** A batch on its way, kept so that it can be sent again. */
    record Pending(
            long sequence,
            IngestRequest request,
            int entries,
            boolean deletion,
            int bytes,
            CompletableFuture<AppendResult> future) {}

    /** A batch whose outcome is known; completed outside the lock. */
    record Settled(CompletableFuture<AppendResult> future, AppendResult result) {
        void complete() {
            future.complete(result);
        }
    }

    private final ArrayDeque<Pending> batches = new ArrayDeque<>();
    private long bytes;

    int size() {
        return batches.size();
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    void add(Pending batch) {
        batches.add(batch);
        bytes += batch.bytes();
    }

    void forEach(Consumer<Pending> action) {
        batches.forEach(action);
    }

    /** Takes out what an acknowledgement covers. */
    List<Settled> acknowledged(BatchAck ack) {
        Position position = new Position(ack.getPosition());
        List<Settled> settled = new ArrayList<>();
        int report = 0;
        while (!batches.isEmpty() && batches.peek().sequence() <= ack.getDurableSequence()) {
            Pending batch = remove();
            while (report < ack.getReportsCount() && ack.getReports(report).getSequence() < batch.sequence()) {
                report++;
            }
            boolean reported =
                    report < ack.getReportsCount() && ack.getReports(report).getSequence() == batch.sequence();
            BatchReport what = reported ? ack.getReports(report) : BatchReport.getDefaultInstance();
            settled.add(new Settled(batch.future(), result(batch, what, position, true)));
        }
        return settled;
    }

    /** Takes out what turned out to be durable when the stream was opened again; what was refused in it is not known. */
    List<Settled> foundDurable(long durableSequence, Position position) {
        List<Settled> settled = new ArrayList<>();
        while (!batches.isEmpty() && batches.peek().sequence() <= durableSequence) {
            Pending batch = remove();
            settled.add(new Settled(batch.future(), result(batch, BatchReport.getDefaultInstance(), position, false)));
        }
        return settled;
    }

    /** Takes everything out. */
    List<CompletableFuture<AppendResult>> abandon() {
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
        while (!batches.isEmpty()) {
            futures.add(remove().future());
        }
        return futures;
    }

    private Pending remove() {
        Pending batch = batches.remove();
        bytes -= batch.bytes();
        return batch;
    }

    private static AppendResult result(Pending batch, BatchReport report, Position position, boolean reported) {
        List<AppendResult.Rejection> rejected = new ArrayList<>(report.getRejectedIndexCount());
        for (int i = 0; i < report.getRejectedIndexCount(); i++) {
            rejected.add(new AppendResult.Rejection(report.getRejectedIndex(i), report.getRejectedReason(i)));
        }
        List<AppendResult.Notice> noticed = new ArrayList<>(report.getNoticedIndexCount());
        for (int i = 0; i < report.getNoticedIndexCount(); i++) {
            noticed.add(new AppendResult.Notice(report.getNoticedIndex(i), report.getNotice(i)));
        }
        long duplicate = report.getDuplicateCount();
        long accepted = batch.deletion() ? 0 : batch.entries() - rejected.size() - duplicate;
        return new AppendResult(
                batch.sequence(), accepted, duplicate, report.getDeletedCount(), rejected, noticed, position, reported);
    }
}
