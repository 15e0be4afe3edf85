package io.tidemark.server.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** How far each head-end has come, in a checkpoint: for each the sequence, the length of its id, the id. */
final class WritersImage implements SnapshotPart {

    private static final int PIECE_BYTES = 1 << 20;

    private final Writers writers;

    WritersImage(Writers writers) {
        this.writers = writers;
    }

    @Override
    public String name() {
        return "writers";
    }

    @Override
    public Moment moment() {
        return Moment.AT_POSITION;
    }

    @Override
    public boolean owns(int recordType) {
        return recordType == RecordTypes.READINGS;
    }

    @Override
    public void write(Consumer<byte[]> pieces) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writers.forEach((id, sequence) -> {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            if (piece.remaining() < Long.BYTES + Integer.BYTES + bytes.length) {
                hand(piece, pieces);
            }
            piece.putLong(sequence).putInt(bytes.length).put(bytes);
        });
        hand(piece, pieces);
    }

    private static void hand(ByteBuffer piece, Consumer<byte[]> pieces) {
        byte[] bytes = new byte[piece.position()];
        piece.flip().get(bytes);
        pieces.accept(bytes);
        piece.clear();
    }

    @Override
    public void restore(byte[] bytes) {
        ByteBuffer piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (piece.hasRemaining()) {
            long sequence = piece.getLong();
            byte[] id = new byte[piece.getInt()];
            piece.get(id);
            writers.advance(new String(id, StandardCharsets.UTF_8), sequence);
        }
    }
}
