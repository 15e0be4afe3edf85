package io.tidemark.server.monitoring;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A packed column of unsigned 32-bit numbers, in the bytes of its field: one below 128 is one byte. One thread. */
final class PackedCounts {

    /** Bytes of the longest number. */
    private static final int NUMBER_BYTES_MAX = 5;

    private static final int BYTES_MIN = 1_024;
    private static final int LOW_BITS = 0x7F;
    private static final int MORE = 0x80;

    private final int field;
    private byte[] bytes = new byte[BYTES_MIN];
    private int length;

    /** An empty column of a message's field. */
    PackedCounts(int field) {
        this.field = field;
    }

    void clear() {
        length = 0;
    }

    /** Makes room for so many numbers more. */
    void ensure(int more) {
        int needed = length + more * NUMBER_BYTES_MAX;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    /** Adds a number; there must be room. */
    void add(int number) {
        int left = number;
        while ((left & ~LOW_BITS) != 0) {
            bytes[length++] = (byte) (left & LOW_BITS | MORE);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    /** Bytes of the field with its tag; an empty column is left out. */
    int fieldBytes() {
        return length == 0
                ? 0
                : CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(length) + length;
    }

    /** Writes the field. */
    void writeTo(CodedOutputStream out) throws IOException {
        if (length > 0) {
            // A field of packed numbers and one of bytes look alike.
            out.writeByteArray(field, bytes, 0, length);
        }
    }
}
