package io.tidemark.server.grpc;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.tidemark.server.ingest.FrameBuffers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A request of the ingest stream as it came: its bytes, not parsed, in an array from the pool. Whoever takes it owns the
 * array and gives it back.
 *
 * @param bytes hold the message; may be longer
 * @param length of the message; {@link #TOO_LONG} when it is longer than gRPC takes, and the bytes are none of it
 */
record IngestFrame(byte[] bytes, int length) {

    /** In place of a length: the message, which came compressed, turned out too long to be unpacked. */
    static final int TOO_LONG = Integer.MAX_VALUE;

    /** Reads frames; never parses, so never fails on what a client sent. */
    static final class Marshaller implements MethodDescriptor.Marshaller<IngestFrame> {

        private final FrameBuffers buffers;

        Marshaller(FrameBuffers buffers) {
            this.buffers = buffers;
        }

        @Override
        public InputStream stream(IngestFrame value) {
            return new java.io.ByteArrayInputStream(value.bytes(), 0, value.length());
        }

        @Override
        public IngestFrame parse(InputStream stream) {
            try {
                return read(stream);
            } catch (StatusRuntimeException tooLong) {
                return new IngestFrame(new byte[0], TOO_LONG);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private IngestFrame read(InputStream stream) throws IOException {
            byte[] bytes = buffers.acquire(stream instanceof KnownLength ? stream.available() : 0);
            int length = 0;
            for (int read = stream.readNBytes(bytes, 0, bytes.length);
                    read > 0;
                    read = stream.readNBytes(bytes, length, bytes.length - length)) {
                length += read;
                if (length == bytes.length && !(stream instanceof KnownLength && stream.available() == 0)) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
            return new IngestFrame(bytes, length);
        }
    }
}
