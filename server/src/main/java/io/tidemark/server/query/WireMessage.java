package io.tidemark.server.query;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A piece of an answer that lies in memory as the bytes of its message, or nearly: it is written out, and never becomes a
 * message object. Whole as long as its maker does not begin the next piece.
 */
public interface WireMessage {

    /** Length of the message, bytes. */
    int byteLength();

    /** Writes the message. */
    void writeTo(OutputStream out) throws IOException;
}
