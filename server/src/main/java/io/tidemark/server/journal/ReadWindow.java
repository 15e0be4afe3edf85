package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Looks at a file through a buffer that slides forward with large reads. One window serves one file after another; it
 * grows to the largest stretch anybody asked for at once. One thread's own.
 */
final class ReadWindow {

    /** Bytes read at once where nothing longer is asked for: large for the disk, small for the cache. */
    private static final int BYTES_DEFAULT = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer;
    private ByteBuffer crcView;
    private ByteBuffer slice;
    private SegmentFile file;
    private int start;
    private int end;

    /** A window for files of up to this size. */
    ReadWindow(long fileBytesMax) {
        allocate((int) Math.min(fileBytesMax, BYTES_DEFAULT));
    }

    private void allocate(int windowBytes) {
        buffer = ByteBuffer.allocateDirect(windowBytes).order(ByteOrder.LITTLE_ENDIAN);
        crcView = buffer.duplicate();
        slice = buffer.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Looks at another file from now on. */
    void show(SegmentFile shown) {
        file = shown;
        start = 0;
        end = 0;
    }

    /** Brings a stretch of the file into the window. False if the file ends before it does. */
    boolean reach(int offset, int length) throws IOException {
        if (offset >= start && offset + length <= end) {
            return true;
        }
        if (length > buffer.capacity()) {
            allocate(length);
        }
        buffer.clear();
        start = offset;
        end = offset + file.read(buffer, offset);
        return offset + length <= end;
    }

    /** How many bytes of the file from this offset on can be looked at now, 0 at the file's end. */
    int reachable(int offset) throws IOException {
        reach(offset, 1);
        return end - offset;
    }

    /** A number within reach. */
    int intAt(int offset) {
        return buffer.getInt(offset - start);
    }

    /** A number within reach. */
    long longAt(int offset) {
        return buffer.getLong(offset - start);
    }

    /** A byte within reach. */
    byte byteAt(int offset) {
        return buffer.get(offset - start);
    }

    /** The CRC-32C of a stretch within reach. */
    int crcOf(int offset, int length) {
        crcView.limit(offset - start + length).position(offset - start);
        crc.reset();
        crc.update(crcView);
        return (int) crc.getValue();
    }

    /** A stretch within reach, read-only, until the window moves. */
    ByteBuffer slice(int offset, int length) {
        return slice.limit(offset - start + length).position(offset - start);
    }
}
