package io.tidemark.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file. Written by one thread at a time. */
public interface SegmentFile extends Closeable {

    /** Size in bytes. */
    long size() throws IOException;

    /** Writes the whole buffer, from its position to its limit, at an offset. Its position is then its limit. */
    void write(ByteBuffer from, long offset) throws IOException;

    /** Reads from an offset until the buffer or the file ends. Returns the bytes read, 0 at the end of the file. */
    int read(ByteBuffer into, long offset) throws IOException;

    /** Shortens or lengthens the file; new bytes are zero. */
    void resize(long bytes) throws IOException;

    /** Returns when the contents, and the size, are on the device. */
    void force() throws IOException;
}
