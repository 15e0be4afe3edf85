package io.tidemark.server.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.tidemark.server.query.WireMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Gives messages that are bytes already to gRPC, which has copied them when sending returns.
 *
 * @param <T> what lies in memory as such a message
 */
final class WireMessageMarshaller<T extends WireMessage> implements MethodDescriptor.Marshaller<T> {

    @Override
    public InputStream stream(T message) {
        return new Content(message);
    }

    @Override
    public T parse(InputStream stream) {
        throw new UnsupportedOperationException("such messages are only sent");
    }

    /** A message as gRPC takes it: written in one go; read byte by byte by nobody but an unusual transport. */
    private static final class Content extends InputStream implements KnownLength, Drainable {

        private final WireMessage message;
        private boolean isDrained;
        private InputStream read;

        Content(WireMessage message) {
            this.message = message;
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
            message.writeTo(target);
            return message.byteLength();
        }

        @Override
        public int available() throws IOException {
            if (read != null) {
                return read.available();
            }
            return isDrained ? 0 : message.byteLength();
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
