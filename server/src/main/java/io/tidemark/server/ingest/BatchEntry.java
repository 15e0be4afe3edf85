package io.tidemark.server.ingest;

import io.tidemark.server.batch.BatchFold;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.shard.ReadingsRecord;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.server.store.StoreBudget;
import java.nio.ByteBuffer;

/** A batch of readings on its way. What is told to whom is up to the two kinds: a stream's and a unary call's. */
abstract class BatchEntry extends LogEntry {

    private final StoreBudget budget;
    private final BatchFold fold = new BatchFold();
    private final ByteBuffer[] parts = new ByteBuffer[1 + BatchFold.PARTS_MAX];

    /** The batch; filled before the entry is submitted. */
    final BatchView view = new BatchView();

    /** What became of its readings; valid once it is applied. */
    final BatchOutcome outcome = new BatchOutcome();

    private String writerId = "";
    private long latestMillis;
    private long promisedBytes;
    private int partCount;
    private int bytes;
    private int heldBytes;

    BatchEntry(StoreBudget budget) {
        this.budget = budget;
    }

    /** Makes the entry ready; its view has been filled. */
    void prepare(String writer, long latest, long promised) {
        writerId = writer;
        latestMillis = latest;
        promisedBytes = promised;
        byte[] header = ReadingsRecord.header(writer, view.sequence(), latest);
        parts[0] = ByteBuffer.wrap(header);
        fold.fold(view);
        partCount = fold.parts(parts, 1);
        bytes = header.length + fold.foldedBytes();
        heldBytes = header.length + view.batchLength();
    }

    @Override
    protected int payloadBytes() {
        return bytes;
    }

    @Override
    protected int heldBytes() {
        return heldBytes;
    }

    @Override
    protected void write(Journal journal) {
        journal.write(RecordTypes.READINGS, parts, partCount);
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
