package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentFile;
import io.tidemark.server.journal.StoreId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a checkpoint frame by frame and checks every byte of it. */
final class CheckpointReader {

    /** Is shown each frame behind the head. */
    interface Frames {

        /** Shows nothing to anybody: for a check. */
        Frames NONE = (type, payload) -> {};

        /** A frame behind the head; the payload, little-endian, is the visitor's until it returns. */
        void frame(byte type, ByteBuffer payload);
    }

    /** A frame of components is about a mebibyte. */
    private static final long BUFFER_BYTES_MIN = 2 << 20;

    private CheckpointReader() {}

    /**
     * Reads a whole file.
     *
     * @param storeId the store it must belong to; null for any
     * @param position the position it must be of
     * @throws CheckpointDamagedException if it is not as it was written, or of another store
     */
    static void read(JournalFiles files, String name, StoreId storeId, long position, Frames frames)
            throws IOException {
        try (SegmentFile file = files.openForReading(name)) {
            long size = file.size();
            long offset = 0;
            byte type = 0;
            ByteBuffer buffer = ByteBuffer.allocateDirect(0);
            for (int number = 0; type != CheckpointLayout.TYPE_END; number++) {
                ByteBuffer header =
                        ByteBuffer.allocate(CheckpointLayout.FRAME_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                file.read(header, offset);
                long length = header.getInt(4);
                if (header.hasRemaining()
                        || length < 0
                        || length > size - offset - CheckpointLayout.FRAME_HEADER_BYTES) {
                    throw new CheckpointDamagedException(name, offset, "the file ends within a frame");
                }
                if (buffer.capacity() < length) {
                    buffer = ByteBuffer.allocateDirect((int) Math.min(size, Math.max(length, BUFFER_BYTES_MIN)));
                }
                ByteBuffer payload = buffer.clear().limit((int) length).slice();
                file.read(payload, offset + CheckpointLayout.FRAME_HEADER_BYTES);
                payload.flip();
                if (payload.limit() < length || header.getInt(0) != CheckpointLayout.crc(header.array(), payload)) {
                    throw new CheckpointDamagedException(name, offset, "the bytes do not match their CRC-32C");
                }
                type = header.get(12);
                if (header.getInt(8) != number || (number == 0) != (type == CheckpointLayout.TYPE_HEAD)) {
                    throw new CheckpointDamagedException(name, offset, "this frame does not belong here");
                }
                ByteBuffer content = payload.order(ByteOrder.LITTLE_ENDIAN);
                if (number == 0) {
                    checkHead(name, storeId, position, content);
                } else {
                    frames.frame(type, content);
                }
                offset += CheckpointLayout.FRAME_HEADER_BYTES + length;
            }
            if (offset != size) {
                throw new CheckpointDamagedException(name, offset, "there are bytes behind the end");
            }
        }
    }

    private static void checkHead(String name, StoreId storeId, long position, ByteBuffer head) {
        if (head.remaining() != CheckpointLayout.HEAD_BYTES || head.getLong() != CheckpointLayout.MAGIC) {
            throw new CheckpointDamagedException(name, 0, "this is not a checkpoint");
        }
        int version = head.getInt();
        if (version != CheckpointLayout.FORMAT_VERSION) {
            throw new CheckpointDamagedException(name, 0, "format version " + version + " is not known");
        }
        byte[] id = new byte[StoreId.BYTES];
        head.get(id);
        if (storeId != null && !StoreId.fromBytes(id).equals(storeId)) {
            throw new CheckpointDamagedException(name, 0, "it belongs to another store");
        }
        if (head.getLong() != position) {
            throw new CheckpointDamagedException(name, 0, "it belongs to another position");
        }
    }
}
