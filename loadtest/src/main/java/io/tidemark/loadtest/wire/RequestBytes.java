package io.tidemark.loadtest.wire;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of one request in the making; written, sent, and written again. gRPC has copied them when sending returns, as
 * long as the call is on its connection already: a sender that has had an answer may use them again at once.
 */
public final class RequestBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED64 = 1;

    private byte[] array = new byte[0];
    private int length;

    /** Bytes written. */
    public int length() {
        return length;
    }

    /** Begins anew, with room for so many bytes. */
    void clear(int room) {
        if (array.length < room) {
            array = new byte[room];
        }
        length = 0;
    }

    /** Size of a field with this many bytes inside: tag (field numbers below 16), length and content. */
    static int fieldBytes(int content) {
        return 1 + varintBytes(content) + content;
    }

    static int varintBytes(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    /** Tag and length of a field whose content follows. */
    void field(int number, int content) {
        array[length++] = (byte) (number << 3 | LENGTH_DELIMITED);
        varint(content);
    }

    /** An unsigned number field. */
    void number(int field, long value) {
        array[length++] = (byte) (field << 3);
        varint(value);
    }

    /** A field of eight bytes. */
    void fixed64(int field, long value) {
        array[length++] = (byte) (field << 3 | FIXED64);
        putLong(value);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        array[length++] = (byte) rest;
    }

    void putInt(int value) {
        INT.set(array, length, value);
        length += Integer.BYTES;
    }

    void putLong(long value) {
        LONG.set(array, length, value);
        length += Long.BYTES;
    }

    void putBytes(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, array, length, count);
        length += count;
    }

    /** The same eight bytes, so many times. */
    void repeatLong(long value, int times) {
        int at = length;
        for (int i = 0; i < times; i++, at += Long.BYTES) {
            LONG.set(array, at, value);
        }
        length = at;
    }

    /** The value of one slot for consecutive components. */
    void valuesAcross(int firstComponent, int components, int slot) {
        int at = length;
        for (int i = 0; i < components; i++, at += Double.BYTES) {
            DOUBLE.set(array, at, SampleValues.value(firstComponent + i, slot));
        }
        length = at;
    }

    /** The values of consecutive slots of one component. */
    void valuesAlong(int component, int firstSlot, int slots) {
        int at = length;
        for (int i = 0; i < slots; i++, at += Double.BYTES) {
            DOUBLE.set(array, at, SampleValues.value(component, firstSlot + i));
        }
        length = at;
    }

    /** Gives requests to gRPC as they lie; answers are not of this type, so nothing is ever parsed. */
    public static final class Marshaller implements MethodDescriptor.Marshaller<RequestBytes> {

        @Override
        public InputStream stream(RequestBytes request) {
            return new Content(request.array, request.length);
        }

        @Override
        public RequestBytes parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are only sent");
        }
    }

    private static final class Content extends ByteArrayInputStream implements KnownLength, Drainable {

        Content(byte[] bytes, int length) {
            super(bytes, 0, length);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int left = count - pos;
            target.write(buf, pos, left);
            pos = count;
            return left;
        }
    }
}
