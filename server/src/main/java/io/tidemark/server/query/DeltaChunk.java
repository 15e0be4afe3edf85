package io.tidemark.server.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.SeriesColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/**
 * One piece of an answer of deltas, in the very bytes of a {@code ReadDeltasResponse}: packed doubles are what lies in
 * memory, so they are copied as a block and never touched one by one.
 *
 * <p>Written by one thread; whole as long as its maker does not begin the next piece.
 */
public final class DeltaChunk implements WireMessage {

    /** Deltas that have room before the bytes grow. */
    private static final int DELTAS_MIN = 1_024;

    private byte[] packed = new byte[DELTAS_MIN * Double.BYTES];
    private DoubleBuffer deltas = doubles(packed);
    private SeriesColumns series = SeriesColumns.getDefaultInstance();
    private ByteString flags = ByteString.EMPTY;
    private ByteString methods = ByteString.EMPTY;

    private static DoubleBuffer doubles(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    }

    /** Begins anew. */
    void clear() {
        deltas.clear();
    }

    /** Deltas so far. */
    int size() {
        return deltas.position();
    }

    /** Adds the first {@code count} of these. */
    void add(double[] values, int count) {
        if (deltas.remaining() < count) {
            int size = size();
            byte[] longer = new byte[Math.max(2 * packed.length, (size + count) * Double.BYTES)];
            System.arraycopy(packed, 0, longer, 0, size * Double.BYTES);
            packed = longer;
            deltas = doubles(longer).position(size);
        }
        deltas.put(values, 0, count);
    }

    /** Whose deltas they are, and their codes; the chunk is whole then. */
    void finish(SeriesColumns whose, ByteString flagCodes, ByteString methodCodes) {
        series = whose;
        flags = flagCodes;
        methods = methodCodes;
    }

    @Override
    public int byteLength() {
        int bytes = 8 * size();
        return CodedOutputStream.computeMessageSize(ReadDeltasResponse.SERIES_FIELD_NUMBER, series)
                + fieldBytes(ReadDeltasResponse.DELTA_FIELD_NUMBER, bytes)
                + fieldBytes(ReadDeltasResponse.FLAGS_FIELD_NUMBER, flags.size())
                + fieldBytes(ReadDeltasResponse.METHODS_FIELD_NUMBER, methods.size());
    }

    /** Size of a field of bytes; one that is empty is left out. */
    private static int fieldBytes(int field, int content) {
        return content == 0
                ? 0
                : CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(content) + content;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeMessage(ReadDeltasResponse.SERIES_FIELD_NUMBER, series);
        if (size() > 0) {
            // A field of packed doubles and one of bytes look alike.
            coded.writeByteArray(ReadDeltasResponse.DELTA_FIELD_NUMBER, packed, 0, 8 * size());
        }
        if (!flags.isEmpty()) {
            coded.writeBytes(ReadDeltasResponse.FLAGS_FIELD_NUMBER, flags);
        }
        if (!methods.isEmpty()) {
            coded.writeBytes(ReadDeltasResponse.METHODS_FIELD_NUMBER, methods);
        }
        coded.flush();
    }
}
