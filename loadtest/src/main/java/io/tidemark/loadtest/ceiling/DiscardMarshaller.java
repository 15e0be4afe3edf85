package io.tidemark.loadtest.ceiling;

import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Drops a request's bytes unread; what is left of it is their number. */
final class DiscardMarshaller implements MethodDescriptor.Marshaller<Integer> {

    @Override
    public InputStream stream(Integer request) {
        throw new UnsupportedOperationException("requests are only received");
    }

    @Override
    public Integer parse(InputStream stream) {
        try {
            int bytes = 0;
            for (long skipped = stream.skip(Integer.MAX_VALUE); skipped > 0; skipped = stream.skip(Integer.MAX_VALUE)) {
                bytes += (int) skipped;
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
