package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.DeviceRest;
import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentFile;
import io.tidemark.server.journal.StoreId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the frames of one checkpoint. One thread's own. */
final class CheckpointWriter implements Closeable {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What is forced together at most, and a frame: the journal's own forces wait for the device meanwhile. */
    private static final long FORCED_BYTES_MAX = 1 << 20;

    private final SegmentFile file;
    private long offset;
    private long forcedOffset;
    private int number;

    /** Makes a file of that name. */
    CheckpointWriter(JournalFiles files, String name, StoreId storeId, long position) throws IOException {
        file = files.createToAppend(name);
        frame(
                CheckpointLayout.TYPE_HEAD,
                ByteBuffer.allocate(CheckpointLayout.HEAD_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(CheckpointLayout.MAGIC)
                        .putInt(CheckpointLayout.FORMAT_VERSION)
                        .put(storeId.toBytes())
                        .putLong(position)
                        .array());
    }

    void part(String name, byte[] piece) throws IOException {
        byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        frame(
                CheckpointLayout.TYPE_PART,
                ByteBuffer.allocate(1 + nameBytes.length + piece.length)
                        .put((byte) nameBytes.length)
                        .put(nameBytes)
                        .put(piece)
                        .array());
    }

    /** Writes a chunk of components; the images are read from their position to their limit. */
    void components(long position, int fromHandle, int toHandle, ByteBuffer images) throws IOException {
        frame(
                CheckpointLayout.TYPE_COMPONENTS,
                ByteBuffer.allocate(CheckpointLayout.COMPONENTS_HEAD_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(position)
                        .putInt(fromHandle)
                        .putInt(toHandle)
                        .array(),
                images);
    }

    /** Writes the end and forces it all to the device. */
    void finish(long endPosition) throws IOException {
        frame(
                CheckpointLayout.TYPE_END,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(endPosition)
                        .array());
        if (file.size() > offset) {
            // It was written in whole blocks.
            file.resize(offset);
        }
        file.force();
    }

    private void frame(byte type, byte[] payload) throws IOException {
        frame(type, payload, NOTHING);
    }

    private void frame(byte type, byte[] head, ByteBuffer rest) throws IOException {
        ByteBuffer header = CheckpointLayout.header(type, number++, head, rest);
        int restBytes = rest.remaining();
        int beginningBytes = CheckpointLayout.FRAME_HEADER_BYTES + head.length;
        file.write(ByteBuffer.allocate(beginningBytes).put(header).put(head).flip(), offset);
        if (restBytes > 0) {
            file.write(rest, offset + beginningBytes);
        }
        offset += beginningBytes + restBytes;
        if (offset - forcedOffset >= FORCED_BYTES_MAX) {
            long began = System.nanoTime();
            file.force();
            DeviceRest.after(began);
            forcedOffset = offset;
        }
    }

    /** Bytes written so far. */
    long bytes() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
