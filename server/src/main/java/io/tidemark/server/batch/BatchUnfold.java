package io.tidemark.server.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes a batch of the short form that {@link BatchFold} draws. One thread's own; its array is used again. */
public final class BatchUnfold {

    /** Longest message: more than a request may have at most, so that a record that lies cannot fill the memory. */
    static final int MESSAGE_BYTES_MAX = 1 << 28;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] NOTHING = {};

    private byte[] message = new byte[1 << 16];
    private int messageLength;

    /**
     * Unfolds, and points a view at the result, which lasts until the next call.
     *
     * @throws IllegalStateException when the bytes are no short form
     * @throws io.tidemark.server.refusal.Refusal when what they unfold to is no batch
     */
    public void unfold(byte[] bytes, int offset, int length, BatchView view) {
        unfold(bytes, offset, length);
        BatchDecoder.decode(message, 0, messageLength, view);
    }

    /** The message of the last call; may be longer. */
    byte[] message() {
        return message;
    }

    /** Its length. */
    int messageLength() {
        return messageLength;
    }

    void unfold(byte[] bytes, int offset, int length) {
        ByteBuffer folded = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        check(length >= BatchFold.HEAD_BYTES);
        messageLength = folded.getInt();
        int stretches = folded.getShort();
        check(messageLength >= 0 && messageLength <= MESSAGE_BYTES_MAX);
        check(stretches >= 0 && folded.remaining() >= stretches * BatchFold.STRETCH_BYTES);
        int stretchesAt = folded.position();
        int restAt = stretchesAt + stretches * BatchFold.STRETCH_BYTES;
        int restEnd = offset + length;
        // All of it fits together before memory is taken for what it says.
        checkStretches(folded, stretches, restEnd - restAt);
        if (message.length < messageLength) {
            int roomBytes = Math.max(messageLength, Math.min(MESSAGE_BYTES_MAX, 2 * message.length));
            message = NOTHING;
            message = new byte[roomBytes];
        }
        folded.position(stretchesAt);
        int at = 0;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int stretchAt = folded.getInt();
            int entryBytes = folded.get();
            int entries = folded.getInt();
            long first = folded.getLong();
            long step = folded.getLong();
            System.arraycopy(bytes, restAt, message, at, stretchAt - at);
            restAt += stretchAt - at;
            if (entryBytes == Integer.BYTES) {
                putInts(stretchAt, entries, (int) first, (int) step);
            } else {
                putLongs(stretchAt, entries, first, step);
            }
            at = stretchAt + entries * entryBytes;
        }
        System.arraycopy(bytes, restAt, message, at, messageLength - at);
    }

    /** The stretches lie one behind the other in the message, and what is between them is all that is left of the record. */
    private void checkStretches(ByteBuffer folded, int stretches, int restBytes) {
        int left = restBytes;
        int at = 0;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int stretchAt = folded.getInt();
            int entryBytes = folded.get();
            int entries = folded.getInt();
            folded.getLong();
            folded.getLong();
            check(entryBytes == Integer.BYTES || entryBytes == Long.BYTES);
            check(stretchAt >= at && stretchAt <= messageLength && stretchAt - at <= left);
            check(entries >= 0);
            check(entries <= (messageLength - stretchAt) / entryBytes);
            left -= stretchAt - at;
            at = stretchAt + entries * entryBytes;
        }
        check(messageLength - at == left);
    }

    private void putInts(int at, int entries, int first, int step) {
        for (int entry = 0, value = first; entry < entries; entry++, value += step) {
            INT.set(message, at + (entry << 2), value);
        }
    }

    private void putLongs(int at, int entries, long first, long step) {
        long value = first;
        for (int entry = 0; entry < entries; entry++, value += step) {
            LONG.set(message, at + (entry << 3), value);
        }
    }

    private static void check(boolean fits) {
        if (!fits) {
            throw new IllegalStateException("the record's batch is not folded as it says");
        }
    }
}
