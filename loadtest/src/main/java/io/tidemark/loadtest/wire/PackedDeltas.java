package io.tidemark.loadtest.wire;

import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What is left of a {@code ReadDeltasResponse} after its deltas were added up where they lie.
 *
 * @param deltas how many there were
 * @param sum of them
 * @param bytes of the message
 */
public record PackedDeltas(int deltas, double sum, int bytes) {

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int DELTA_FIELD = 2;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIRST_BYTES = 1 << 18;

    /** Goes through the fields of a message, each of which has a length; {@code delta} is packed. */
    static PackedDeltas of(byte[] message, int length) {
        int at = 0;
        int deltas = 0;
        double sum = 0;
        while (at < length) {
            int tag = message[at++];
            if ((tag & 7) != LENGTH_DELIMITED) {
                throw new IllegalArgumentException("field with tag " + tag + " at byte " + (at - 1) + " has no length");
            }
            int content = 0;
            int shift = 0;
            byte part;
            do {
                part = message[at++];
                content |= (part & 0x7F) << shift;
                shift += 7;
            } while (part < 0);
            if (tag >>> 3 == DELTA_FIELD) {
                deltas += content / Double.BYTES;
                sum += sum(message, at, content / Double.BYTES);
            }
            at += content;
        }
        return new PackedDeltas(deltas, sum, length);
    }

    private static double sum(byte[] message, int from, int count) {
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k + 1 < count; k += 2) {
            even += (double) DOUBLE.get(message, from + 8 * k);
            odd += (double) DOUBLE.get(message, from + 8 * k + 8);
        }
        return k < count ? even + odd + (double) DOUBLE.get(message, from + 8 * k) : even + odd;
    }

    /** Reads messages into an array of its thread, again and again. */
    public static final class Marshaller implements MethodDescriptor.Marshaller<PackedDeltas> {

        private final ThreadLocal<byte[]> room = ThreadLocal.withInitial(() -> new byte[FIRST_BYTES]);

        @Override
        public InputStream stream(PackedDeltas value) {
            throw new UnsupportedOperationException("answers are only received");
        }

        @Override
        public PackedDeltas parse(InputStream stream) {
            try {
                byte[] bytes = room.get();
                int length = 0;
                for (int read = stream.readNBytes(bytes, 0, bytes.length);
                        read > 0;
                        read = stream.readNBytes(bytes, length, bytes.length - length)) {
                    length += read;
                    if (length == bytes.length) {
                        bytes = Arrays.copyOf(bytes, 2 * length);
                        room.set(bytes);
                    }
                }
                return of(bytes, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
