package io.tidemark.server.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.journal.v1.EstimationPart;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.estimation.EstimationState;
import java.util.function.Consumer;

/** What periodic estimation has asked for, in a checkpoint. It waits for readings, so it is captured behind them. */
final class EstimationImage implements SnapshotPart {

    private final EstimationState estimation;

    EstimationImage(EstimationState estimation) {
        this.estimation = estimation;
    }

    @Override
    public String name() {
        return "estimation";
    }

    @Override
    public boolean owns(int recordType) {
        return EstimationRecord.isEstimation(recordType);
    }

    @Override
    public Moment moment() {
        return Moment.BEHIND_COMPONENTS;
    }

    @Override
    public void write(Consumer<byte[]> pieces) {
        estimation.writeSnapshot(part -> pieces.accept(part.toByteArray()));
    }

    @Override
    public void restore(byte[] piece) {
        try {
            estimation.restore(EstimationPart.parseFrom(piece));
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException("a part of estimation in a checkpoint cannot be read", malformed);
        }
    }
}
