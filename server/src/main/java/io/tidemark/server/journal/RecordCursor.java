package io.tidemark.server.journal;

import static io.tidemark.server.journal.SegmentLayout.HEADER_BYTES;
import static io.tidemark.server.journal.SegmentLayout.MARK_BYTES;
import static io.tidemark.server.journal.SegmentLayout.RECORD_CRC_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.RECORD_HEADER_BYTES;
import static io.tidemark.server.journal.SegmentLayout.RECORD_LENGTH_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.RECORD_POSITION_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.RECORD_TAG_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.RECORD_TYPE_OFFSET;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Steps over the records of one segment from its start, marks among them, as long as they are good. A record is good
 * when it lies within the segment, says its own position, its store and the segment's life, and matches its CRC.
 */
final class RecordCursor {

    private final ReadWindow window;
    private final SegmentInfo segment;
    private final int tag;
    private int offset;
    private int length;
    private int nextOffset = HEADER_BYTES;

    /** The window already shows the segment's file. */
    RecordCursor(ReadWindow window, SegmentInfo segment, StoreId storeId) {
        this.window = window;
        this.segment = segment;
        this.tag = segment.tag(storeId);
    }

    /** Steps to the next record. False if there is no good one; {@link #nextOffset()} is then where it should be. */
    boolean next() throws IOException {
        if (!goodAt(nextOffset)) {
            return false;
        }
        offset = nextOffset;
        length = window.intAt(offset + RECORD_LENGTH_OFFSET);
        nextOffset = offset + SegmentLayout.recordBytes(length);
        return true;
    }

    /** Moves on to the next place, behind the bad one, at which a good record lies. False if there is none. */
    boolean skipToGood() throws IOException {
        int candidate = nextOffset + SegmentLayout.RECORD_ALIGNMENT_BYTES;
        for (; window.reach(candidate, RECORD_HEADER_BYTES); candidate += SegmentLayout.RECORD_ALIGNMENT_BYTES) {
            if (window.longAt(candidate + RECORD_POSITION_OFFSET) == segment.basePosition() + candidate
                    && goodAt(candidate)) {
                nextOffset = candidate;
                return true;
            }
        }
        return false;
    }

    /** Whether a good commit mark or end mark lies at this offset, a multiple of 8. */
    boolean markAt(int candidate) throws IOException {
        return candidate <= segment.segmentBytes() - MARK_BYTES
                && window.reach(candidate, MARK_BYTES)
                && window.longAt(candidate + RECORD_POSITION_OFFSET) == segment.basePosition() + candidate
                && window.byteAt(candidate + RECORD_TYPE_OFFSET) < 0
                && goodAt(candidate);
    }

    private boolean goodAt(int candidate) throws IOException {
        int segmentBytes = segment.segmentBytes();
        if (candidate > segmentBytes - RECORD_HEADER_BYTES || !window.reach(candidate, RECORD_HEADER_BYTES)) {
            return false;
        }
        int payloadBytes = window.intAt(candidate + RECORD_LENGTH_OFFSET);
        if (payloadBytes < 0
                || payloadBytes > segmentBytes - RECORD_HEADER_BYTES - candidate
                || window.longAt(candidate + RECORD_POSITION_OFFSET) != segment.basePosition() + candidate
                || window.intAt(candidate + RECORD_TAG_OFFSET) != tag) {
            return false;
        }
        int recordBytes = SegmentLayout.recordBytes(payloadBytes);
        if (!window.reach(candidate, recordBytes)) {
            return false;
        }
        int crcStart = candidate + RECORD_CRC_OFFSET + Integer.BYTES;
        return window.intAt(candidate + RECORD_CRC_OFFSET) == window.crcOf(crcStart, recordBytes - Integer.BYTES);
    }

    /** Type of the current record; negative for marks. */
    byte type() {
        return window.byteAt(offset + RECORD_TYPE_OFFSET);
    }

    /** Position of the current record. */
    long position() {
        return segment.basePosition() + offset;
    }

    /** Payload of the current record, until the next step. */
    ByteBuffer payload() {
        return window.slice(offset + RECORD_HEADER_BYTES, length);
    }

    int payloadBytes() {
        return length;
    }

    /** Offset of the first byte that was not stepped over. */
    int nextOffset() {
        return nextOffset;
    }

    /** Position of the first byte that was not stepped over. */
    long nextPosition() {
        return segment.basePosition() + nextOffset;
    }
}
