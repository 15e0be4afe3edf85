package io.tidemark.client.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that tells when nobody reads it any more, as behind {@code | head}: a print writer alone would go on
 * writing into the void. Buffered by whoever writes to it.
 */
final class StandardOutput extends OutputStream {

    /** Nobody reads any more; there is nothing to say about it, only to stop. */
    static final class Closed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Closed(IOException cause) {
            super("standard output is closed", cause, false, false);
        }
    }

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Closed(e);
        }
    }
}
