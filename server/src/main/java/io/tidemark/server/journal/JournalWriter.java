package io.tidemark.server.journal;

import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Frames records into a buffer, the buffer into the segment's file, and sets marks. No memory is allocated for a record.
 * The journal thread's own, but for the volatile fields.
 *
 * <p>Any throwable in the middle of the work leaves buffer and file in doubt, so it fails the journal for good.
 */
final class JournalWriter {

    private static final byte[] ZEROS = new byte[SegmentLayout.RECORD_ALIGNMENT_BYTES];

    private final SegmentPreparer preparer;
    private final Steps steps;
    private final int recordBytesMax;
    private final StoreId storeId;
    private final ByteBuffer buffer;
    private final ByteBuffer header =
            ByteBuffer.allocate(SegmentLayout.RECORD_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer markPayload = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();

    private int bufferOffset;
    private int tag;
    private boolean unforced;
    private boolean markUnforced;
    private volatile Segment segment;
    private volatile long durablePosition;
    private volatile Throwable failure;

    /**
     * Goes on in a segment at an offset.
     *
     * @param unforced whether records before the offset still want a force and a mark
     */
    JournalWriter(
            Segment segment,
            int offset,
            boolean unforced,
            StoreId storeId,
            JournalConfig config,
            SegmentPreparer preparer,
            Steps steps) {
        this.segment = segment;
        this.bufferOffset = offset;
        this.unforced = unforced;
        this.durablePosition = segment.info().basePosition() + offset;
        this.storeId = storeId;
        this.tag = segment.info().tag(storeId);
        this.recordBytesMax = config.recordBytesMax();
        this.buffer = ByteBuffer.allocateDirect(config.bufferBytes()).order(ByteOrder.LITTLE_ENDIAN);
        this.preparer = preparer;
        this.steps = steps;
    }

    long write(int type, byte[] payload, int offset, int length) {
        if (offset < 0 || length < 0 || length > payload.length - offset) {
            throw new IllegalArgumentException("offset " + offset + " and length " + length
                    + " do not lie within the array of " + payload.length + " bytes");
        }
        begin(type, length);
        try {
            long position = writePosition();
            startCrc(type, length, position);
            crc.update(payload, offset, length);
            putHeader(length);
            put(payload, offset, length);
            putPadding(length);
            unforced = true;
            return position;
        } catch (IOException | RuntimeException | Error broken) {
            throw fail(broken);
        }
    }

    long write(int type, ByteBuffer payload) {
        int length = payload.remaining();
        begin(type, length);
        try {
            long position = writePosition();
            startCrc(type, length, position);
            int start = payload.position();
            crc.update(payload);
            payload.position(start);
            putHeader(length);
            put(payload);
            putPadding(length);
            unforced = true;
            return position;
        } catch (IOException | RuntimeException | Error broken) {
            throw fail(broken);
        }
    }

    long write(int type, RecordParts parts) {
        begin(type, parts.bytes());
        try {
            int length = (int) parts.bytes();
            long position = writePosition();
            startCrc(type, length, position);
            for (int i = 0; i < parts.count(); i++) {
                crc.update(parts.array(i), parts.offset(i), parts.length(i));
            }
            putHeader(length);
            for (int i = 0; i < parts.count(); i++) {
                put(parts.array(i), parts.offset(i), parts.length(i));
            }
            putPadding(length);
            unforced = true;
            return position;
        } catch (IOException | RuntimeException | Error broken) {
            throw fail(broken);
        }
    }

    /** Checks a record and finds it a place; what it throws, but for a failed roll, has changed nothing. */
    private void begin(int type, long length) {
        checkWorking();
        if (type < Journal.TYPE_MIN || type > Journal.TYPE_MAX) {
            throw new IllegalArgumentException("record type " + type + " is out of range: choose a value from "
                    + Journal.TYPE_MIN + " to " + Journal.TYPE_MAX);
        }
        if (length > recordBytesMax) {
            throw new IllegalArgumentException("record has " + length + " bytes, more than recordBytesMax "
                    + recordBytesMax + ": split it or raise the limit");
        }
        if (SegmentLayout.recordBytes((int) length) > roomBytes()) {
            roll();
        }
    }

    /** Bytes of records the current segment still takes. */
    long roomBytes() {
        return segment.info().segmentBytes() - SegmentLayout.RESERVED_BYTES - writeOffset();
    }

    /** Forces everything written and sets the mark behind it. */
    long force() {
        checkWorking();
        if (unforced) {
            try {
                flush();
                forceFile();
                long position = writePosition();
                putMark(SegmentLayout.TYPE_MARK);
                unforced = false;
                markUnforced = true;
                durablePosition = position;
            } catch (IOException | RuntimeException | Error broken) {
                throw fail(broken);
            }
        }
        return durablePosition;
    }

    /** Forces the mark that was set last, unless records behind it are on their way: their force takes it along. */
    void settle() {
        checkWorking();
        if (markUnforced && !unforced) {
            try {
                forceFile();
                markUnforced = false;
            } catch (IOException | RuntimeException | Error broken) {
                throw fail(broken);
            }
        }
    }

    /**
     * Ends the segment and goes on in the next. The end mark is itself forced, so that nothing in the next segment can
     * outlive anything in this one.
     */
    private void roll() {
        Segment next = preparer.take();
        if (next == null && preparer.prepareNext()) {
            next = preparer.take();
        }
        if (next == null) {
            throw new JournalFullException(
                    "no room for another journal segment: free space on the disk, then send again", preparer.refusal());
        }
        try {
            steps.reached(Step.BEFORE_ROLL);
            flush();
            forceFile();
            putMark(SegmentLayout.TYPE_END);
            forceFile();
            segment.file().close();
            segment = next;
            tag = next.info().tag(storeId);
            bufferOffset = SegmentLayout.HEADER_BYTES;
            unforced = false;
            markUnforced = false;
            durablePosition = writePosition();
            steps.reached(Step.AFTER_ROLL);
        } catch (IOException | RuntimeException | Error broken) {
            throw fail(broken);
        }
    }

    /** Writes a mark straight to the file; the buffer is empty before and after. */
    private void putMark(byte type) throws IOException {
        steps.reached(Step.BEFORE_MARK);
        long position = writePosition();
        markPayload.putLong(0, position).clear();
        startCrc(type, Long.BYTES, position);
        crc.update(markPayload.array());
        putHeader(Long.BYTES);
        put(markPayload);
        flush();
        steps.reached(Step.AFTER_MARK);
    }

    private void startCrc(int type, int length, long position) {
        header.putInt(SegmentLayout.RECORD_LENGTH_OFFSET, length);
        header.putLong(SegmentLayout.RECORD_POSITION_OFFSET, position);
        header.putInt(SegmentLayout.RECORD_TYPE_OFFSET, type & 0xFF);
        header.putInt(SegmentLayout.RECORD_TAG_OFFSET, tag);
        crc.reset();
        crc.update(header.array(), Integer.BYTES, SegmentLayout.RECORD_HEADER_BYTES - Integer.BYTES);
    }

    private void putHeader(int length) throws IOException {
        crc.update(ZEROS, 0, paddingBytes(length));
        header.putInt(SegmentLayout.RECORD_CRC_OFFSET, (int) crc.getValue());
        put(header.array(), 0, SegmentLayout.RECORD_HEADER_BYTES);
    }

    private void putPadding(int length) throws IOException {
        put(ZEROS, 0, paddingBytes(length));
    }

    private static int paddingBytes(int length) {
        return SegmentLayout.recordBytes(length) - SegmentLayout.RECORD_HEADER_BYTES - length;
    }

    private void put(byte[] from, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int step = room(length - done);
            buffer.put(from, offset + done, step);
            done += step;
        }
    }

    private void put(ByteBuffer from) throws IOException {
        int start = from.position();
        int length = from.remaining();
        for (int done = 0; done < length; ) {
            int step = room(length - done);
            int at = buffer.position();
            buffer.put(at, from, start + done, step).position(at + step);
            done += step;
        }
    }

    private int room(int wanted) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return Math.min(buffer.remaining(), wanted);
    }

    private void flush() throws IOException {
        int bytes = buffer.position();
        if (bytes > 0) {
            steps.reached(Step.BEFORE_WRITE);
            segment.file().write(buffer.flip(), bufferOffset);
            bufferOffset += bytes;
            buffer.clear();
            steps.reached(Step.AFTER_WRITE);
        }
    }

    private void forceFile() throws IOException {
        steps.reached(Step.BEFORE_FORCE);
        segment.file().force();
        steps.reached(Step.AFTER_FORCE);
    }

    private int writeOffset() {
        return bufferOffset + buffer.position();
    }

    long writePosition() {
        return segment.info().basePosition() + writeOffset();
    }

    long durablePosition() {
        return durablePosition;
    }

    SegmentInfo segment() {
        return segment.info();
    }

    Throwable failure() {
        return failure;
    }

    /** Closes the file, without a force. */
    void closeFile() throws IOException {
        segment.file().close();
        if (failure == null) {
            failure = new IOException("the journal is closed");
        }
    }

    /** Throws if the journal has failed. */
    void checkWorking() {
        Throwable why = failure;
        if (why != null) {
            throw failed(why);
        }
    }

    private JournalFailedException fail(Throwable broken) {
        failure = broken;
        if (broken instanceof Error error) {
            throw error;
        }
        return failed(broken);
    }

    private static JournalFailedException failed(Throwable why) {
        return new JournalFailedException(
                "the journal takes no more records before a restart, because a write failed: " + why.getMessage(), why);
    }
}
