package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.JournalFuzz;
import io.tidemark.server.journal.SegmentFile;
import io.tidemark.server.journal.StoreId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A checkpoint with bytes of an input in it, read: damage is told, or the frames are those that were written. Where a
 * checksum was put right, only that the reader neither falls nor hangs.
 *
 * <pre>
 *   input    edits, one after the other
 *   edit     kind (1 byte), offset (2), length (1), so many bytes
 * </pre>
 */
public final class CheckpointFuzz {

    private static final StoreId STORE = new StoreId(1, 2);
    private static final long POSITION = 4_096;
    private static final String NAME = CheckpointLayout.name(POSITION);
    private static final int EDIT_HEAD_BYTES = 4;
    private static final int KINDS = 4;
    private static final byte[] WHOLE = whole();
    private static final List<String> WRITTEN = frames(WHOLE);

    private CheckpointFuzz() {}

    private static byte[] whole() {
        JournalFiles files = JournalFuzz.directory("other", new byte[0]);
        try (CheckpointWriter writer = new CheckpointWriter(files, NAME, STORE, POSITION)) {
            writer.part("registry", "a piece".getBytes(StandardCharsets.US_ASCII));
            writer.part("writers", new byte[40]);
            writer.components(POSITION, 1, 3, ByteBuffer.wrap(new byte[100]));
            writer.finish(POSITION + 8);
            try (SegmentFile file = files.openForReading(NAME)) {
                byte[] bytes = new byte[(int) file.size()];
                file.read(ByteBuffer.wrap(bytes), 0);
                return bytes;
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> frames(byte[] contents) {
        List<String> frames = new ArrayList<>();
        try {
            CheckpointReader.read(
                    JournalFuzz.directory(NAME, contents),
                    NAME,
                    STORE,
                    POSITION,
                    (type, payload) -> frames.add(type + " " + Arrays.toString(bytes(payload))));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return frames;
    }

    private static byte[] bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }

    /**
     * Reads a checkpoint changed as the input says.
     *
     * @throws AssertionError when the reader does what it must not
     */
    public static void run(byte[] input) {
        ByteBuffer edits = ByteBuffer.wrap(input);
        byte[] contents = WHOLE.clone();
        boolean isSealed = false;
        while (edits.remaining() >= EDIT_HEAD_BYTES) {
            int kind = Byte.toUnsignedInt(edits.get()) % KINDS;
            int offset = Short.toUnsignedInt(edits.getShort());
            byte[] bytes = new byte[Math.min(Byte.toUnsignedInt(edits.get()), edits.remaining())];
            edits.get(bytes);
            int at = contents.length == 0 ? 0 : offset % contents.length;
            if (kind == 0) {
                contents = Arrays.copyOf(contents, at);
            } else if (kind == 1) {
                contents = Arrays.copyOf(contents, contents.length + bytes.length);
            } else {
                System.arraycopy(bytes, 0, contents, at, Math.min(bytes.length, contents.length - at));
                if (kind == 3) {
                    seal(contents);
                    isSealed = true;
                }
            }
        }
        try {
            List<String> found = frames(contents);
            if (!isSealed && !found.equals(WRITTEN)) {
                throw new AssertionError("read what was not written: " + found);
            }
        } catch (CheckpointDamagedException told) {
            // As it should be.
        }
    }

    /** One edit of each kind at every place of a frame's head. */
    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            for (int offset = 0; offset < 2 * CheckpointLayout.FRAME_HEADER_BYTES; offset += 2) {
                byte[] bytes = {-1, -1};
                seeds.add(ByteBuffer.allocate(EDIT_HEAD_BYTES + bytes.length)
                        .put((byte) kind)
                        .putShort((short) offset)
                        .put((byte) bytes.length)
                        .put(bytes)
                        .array());
            }
        }
        return seeds;
    }

    /** Puts every checksum right, as far as frames follow one another. */
    private static void seal(byte[] contents) {
        ByteBuffer file = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at + CheckpointLayout.FRAME_HEADER_BYTES <= contents.length) {
            long length = Integer.toUnsignedLong(file.getInt(at + 4));
            int payloadAt = at + CheckpointLayout.FRAME_HEADER_BYTES;
            if (payloadAt + length > contents.length) {
                return;
            }
            byte[] header = Arrays.copyOfRange(contents, at, payloadAt);
            byte[] payload = Arrays.copyOfRange(contents, payloadAt, payloadAt + (int) length);
            file.putInt(at, CheckpointLayout.crc(header, ByteBuffer.wrap(payload)));
            at = payloadAt + (int) length;
        }
    }
}
