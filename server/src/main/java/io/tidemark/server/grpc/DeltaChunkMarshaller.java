package io.tidemark.server.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.tidemark.server.query.DeltaChunk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Gives chunks of deltas to gRPC, which has copied their bytes when sending returns. */
final class DeltaChunkMarshaller implements MethodDescriptor.Marshaller<DeltaChunk> {

    @Override
    public InputStream stream(DeltaChunk chunk) {
        return new Content(chunk);
    }

    @Override
    public DeltaChunk parse(InputStream stream) {
        throw new UnsupportedOperationException("chunks are only sent");
    }

    /** A chunk as gRPC takes it: written in one go; read byte by byte by nobody but an unusual transport. */
    private static final class Content extends InputStream implements KnownLength, Drainable {

        private final DeltaChunk chunk;
        private boolean isDrained;
        private InputStream read;

        Content(DeltaChunk chunk) {
            this.chunk = chunk;
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            if (read != null) {
                return (int) read.transferTo(target);
            }
            if (isDrained) {
                return 0;
            }
            isDrained = true;
            chunk.writeTo(target);
            return chunk.byteLength();
        }

        @Override
        public int available() throws IOException {
            if (read != null) {
                return read.available();
            }
            return isDrained ? 0 : chunk.byteLength();
        }

        @Override
        public int read() throws IOException {
            return whole().read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return whole().read(bytes, from, length);
        }

        private InputStream whole() throws IOException {
            if (read == null) {
                ByteArrayOutputStream copy = new ByteArrayOutputStream(available());
                drainTo(copy);
                read = new ByteArrayInputStream(copy.toByteArray());
            }
            return read;
        }
    }
}
