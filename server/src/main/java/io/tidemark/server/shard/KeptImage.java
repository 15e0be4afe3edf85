package io.tidemark.server.shard;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The first instant that is kept, in a checkpoint. */
final class KeptImage implements SnapshotPart {

    private final LongSupplier earliestMillis;
    private final LongConsumer setEarliestMillis;

    KeptImage(LongSupplier earliestMillis, LongConsumer setEarliestMillis) {
        this.earliestMillis = earliestMillis;
        this.setEarliestMillis = setEarliestMillis;
    }

    @Override
    public String name() {
        return "kept";
    }

    @Override
    public Moment moment() {
        return Moment.BESIDE_READINGS;
    }

    @Override
    public boolean owns(int recordType) {
        return recordType == RecordTypes.MONTHS_DROPPED;
    }

    @Override
    public void write(Consumer<byte[]> pieces) {
        pieces.accept(ByteBuffer.allocate(Long.BYTES)
                .putLong(earliestMillis.getAsLong())
                .array());
    }

    @Override
    public void restore(byte[] piece) {
        setEarliestMillis.accept(ByteBuffer.wrap(piece).getLong());
    }
}
