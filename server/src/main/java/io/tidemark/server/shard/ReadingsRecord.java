package io.tidemark.server.shard;

import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchFold;
import io.tidemark.server.batch.BatchView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The journal record of a batch: who sent it, its number, what was the future when it came, and the batch in its short form.
 *
 * <pre>
 *   0            8               16          18                18 + n
 *   +------------+---------------+-----------+-----------------+---------------------------------+
 *   | sequence   | latest millis | n         | writer id UTF-8 | tidemark.v1.ReadingBatch, folded|
 *   +------------+---------------+-----------+-----------------+---------------------------------+
 *     long LE      long LE         ushort LE   n bytes           to the end
 * </pre>
 *
 * <p>Readings later than {@code latest millis} are refused: the clock's word is part of the record, so that recovery
 * refuses the same ones. A batch without a writer (a unary append) has n = 0 and sequence 0.
 *
 * @param writerId the head-end's name; empty for none
 * @param sequence the batch's number; 0 for none
 * @param latestMillis the latest instant that may be stored, epoch milliseconds
 * @param batchOffset where the batch begins in the record, as {@link BatchFold} draws it
 */
public record ReadingsRecord(String writerId, long sequence, long latestMillis, int batchOffset) {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LATEST_MILLIS_AT = 8;
    private static final int WRITER_ID_LENGTH_AT = 16;
    private static final int WRITER_ID_AT = 18;

    /** The part before the batch, with sequence and latest millis yet to be {@linkplain #number put in}. */
    public static byte[] header(String writerId) {
        byte[] id = writerId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(WRITER_ID_AT + id.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(WRITER_ID_LENGTH_AT, (short) id.length)
                .put(WRITER_ID_AT, id)
                .array();
    }

    /** Puts into a header what differs from batch to batch of a writer. */
    public static void number(byte[] header, long sequence, long latestMillis) {
        LONG.set(header, 0, sequence);
        LONG.set(header, LATEST_MILLIS_AT, latestMillis);
    }

    /** A whole record. */
    public static byte[] of(String writerId, long sequence, long latestMillis, byte[] batch) {
        BatchView view = new BatchView();
        BatchDecoder.decode(batch, 0, batch.length, view);
        BatchFold fold = new BatchFold();
        fold.fold(view);
        byte[] header = header(writerId);
        number(header, sequence, latestMillis);
        ByteBuffer record =
                ByteBuffer.allocate(header.length + fold.foldedBytes()).put(header);
        fold.parts(record::put);
        return record.array();
    }

    /** Reads the part before the batch. */
    public static ReadingsRecord read(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int idLength = Short.toUnsignedInt(buffer.getShort(offset + WRITER_ID_LENGTH_AT));
        String id = new String(bytes, offset + WRITER_ID_AT, idLength, StandardCharsets.UTF_8);
        return new ReadingsRecord(
                id,
                buffer.getLong(offset),
                buffer.getLong(offset + LATEST_MILLIS_AT),
                offset + WRITER_ID_AT + idLength);
    }
}
