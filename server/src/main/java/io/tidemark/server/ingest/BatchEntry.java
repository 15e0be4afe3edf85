package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchFold;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.RecordParts;
import io.tidemark.server.shard.ReadingsRecord;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.server.store.StoreBudget;

/** A batch of readings on its way. What is told to whom is up to the two kinds: a stream's and a unary call's. */
abstract class BatchEntry extends LogEntry {

    private final StoreBudget budget;
    private final BatchFold fold = new BatchFold();
    private final RecordParts parts = new RecordParts(1 + BatchFold.PARTS_MAX);
    private final BatchFold.PartSink addPart = parts::add;

    /** The batch; filled before the entry is submitted. */
    final BatchView view = new BatchView();

    /** What became of its readings; valid once it is applied. */
    final BatchOutcome outcome = new BatchOutcome();

    private String writerId;
    private byte[] header;
    private long latestMillis;
    private long promisedBytes;
    private int heldBytes;

    BatchEntry(StoreBudget budget) {
        this.budget = budget;
    }

    /** Makes the entry ready; its view has been filled. An entry of a stream has the same writer every time. */
    void prepare(String writer, long latest, long promised) {
        if (!writer.equals(writerId)) {
            writerId = writer;
            header = ReadingsRecord.header(writer);
        }
        latestMillis = latest;
        promisedBytes = promised;
        ReadingsRecord.number(header, view.sequence(), latest);
        fold.fold(view);
        parts.clear();
        parts.add(header, 0, header.length);
        fold.parts(addPart);
        heldBytes = header.length + view.batchLength();
    }

    @Override
    protected int payloadBytes() {
        return (int) parts.bytes();
    }

    @Override
    protected int heldBytes() {
        return heldBytes;
    }

    @Override
    protected void write(Journal journal) {
        journal.write(RecordTypes.READINGS, parts);
    }

    @Override
    protected void prepareToApply(State state) {
        if (promisedBytes > 0) {
            state.makeRoomFor(view, latestMillis);
        }
    }

    @Override
    protected void apply(State state) {
        state.applyReadings(writerId, view.sequence(), latestMillis, view, outcome);
        givePromiseBack();
    }

    /** Gives the promised memory back; once, whatever becomes of the batch. */
    void givePromiseBack() {
        budget.release(promisedBytes);
        promisedBytes = 0;
    }
}
