package io.tidemark.server.shard;

import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.monitoring.record.MonitoringState;
import java.util.function.Consumer;

/** What monitoring remembers, in a checkpoint: each piece is a record, its type before its payload. */
final class MonitoringImage implements SnapshotPart {

    private final MonitoringState monitoring;

    MonitoringImage(MonitoringState monitoring) {
        this.monitoring = monitoring;
    }

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public Moment moment() {
        return Moment.BESIDE_READINGS;
    }

    @Override
    public boolean owns(int recordType) {
        return MonitoringRecord.isMonitoring(recordType);
    }

    @Override
    public void write(Consumer<byte[]> pieces) {
        monitoring.writeSnapshot((type, payload) -> {
            byte[] bytes = payload.toByteArray();
            byte[] piece = new byte[1 + bytes.length];
            piece[0] = type;
            System.arraycopy(bytes, 0, piece, 1, bytes.length);
            pieces.accept(piece);
        });
    }

    @Override
    public void restore(byte[] piece) {
        monitoring.apply(piece[0], piece, 1, piece.length - 1);
    }
}
