package io.tidemark.server.journal;

import java.io.IOException;
import java.util.List;

/**
 * Reads records in order, checking each. It begins at the start of the segment that holds the position asked for, so
 * that the position itself is checked too: it must be where a record begins or the journal ends. One thread's own.
 */
final class JournalReader {

    private final JournalFiles files;
    private final StoreId storeId;
    private final List<SegmentInfo> segments;
    private final ReadWindow window;

    private long fromPosition;
    private boolean fromReached;
    private long markedPosition;
    private long records;
    private long payloadBytes;

    /**
     * @param segments what there is to read, in order, at least one
     */
    JournalReader(JournalFiles files, StoreId storeId, List<SegmentInfo> segments) {
        this.files = files;
        this.storeId = storeId;
        this.segments = segments;
        this.window = new ReadWindow(
                segments.stream().mapToLong(SegmentInfo::segmentBytes).max().orElseThrow());
    }

    /**
     * Reads to the end of the good records and judges what lies behind it.
     *
     * @throws JournalDamagedException if promised bytes are not there or not good
     */
    ReplayReport replay(long from, RecordVisitor visitor) throws IOException {
        int index = start(from);
        while (true) {
            SegmentInfo segment = segments.get(index);
            int endOffset = walk(segment, Long.MAX_VALUE, visitor);
            if (endOffset >= 0) {
                long endPosition = segment.basePosition() + endOffset;
                var cuts =
                        new TailScan(files, window, storeId).cuts(segments.subList(index, segments.size()), endOffset);
                if (!fromReached) {
                    throw new JournalDamagedException(
                            segment.name(),
                            endOffset,
                            "the journal ends here, before position " + from + ", which had been durable");
                }
                return new ReplayReport(from, endPosition, markedPosition, records, payloadBytes, cuts);
            }
            index = next(index);
        }
    }

    /**
     * Reads up to a durable position.
     *
     * @throws JournalDamagedException if the records do not reach it
     */
    void read(long from, long toPosition, RecordVisitor visitor) throws IOException {
        int index = start(from);
        while (segments.get(index).basePosition() < toPosition) {
            SegmentInfo segment = segments.get(index);
            int endOffset = walk(segment, toPosition, visitor);
            if (endOffset >= 0) {
                if (segment.basePosition() + endOffset < toPosition) {
                    throw new JournalDamagedException(
                            segment.name(),
                            endOffset,
                            "no good record is here, but position " + toPosition + " had been durable");
                }
                return;
            }
            if (segment.endPosition() >= toPosition) {
                return;
            }
            index = next(index);
        }
    }

    private int start(long from) {
        fromPosition = from;
        SegmentInfo first = segments.get(0);
        SegmentInfo last = segments.get(segments.size() - 1);
        if (from < first.basePosition()) {
            throw new JournalDamagedException(
                    first.name(),
                    0,
                    "the journal begins here, behind position " + from + ": older segments are missing");
        }
        if (from >= last.endPosition()) {
            throw new JournalDamagedException(
                    last.name(),
                    last.segmentBytes(),
                    "the journal ends here, before position " + from + ": newer segments are missing");
        }
        int index = segments.size() - 1;
        // From the start of a segment one begins a segment earlier, to see its end mark.
        while (index > 0 && segments.get(index).firstPosition() >= from) {
            index--;
        }
        fromReached = from <= segments.get(index).firstPosition();
        markedPosition = segments.get(index).firstPosition();
        records = 0;
        payloadBytes = 0;
        return index;
    }

    private int next(int index) {
        if (index + 1 == segments.size()) {
            SegmentInfo last = segments.get(index);
            throw new JournalDamagedException(
                    SegmentLayout.segmentName(last.endPosition()),
                    0,
                    "the segment is missing, though " + last.name() + " has an end mark");
        }
        return index + 1;
    }

    /** Visits a segment's records. Offset of the first byte not read, or -1 if its end mark was reached. */
    private int walk(SegmentInfo segment, long toPosition, RecordVisitor visitor) throws IOException {
        try (SegmentFile file = files.openForReading(segment.name())) {
            window.show(file);
            RecordCursor cursor = new RecordCursor(window, segment, storeId);
            while (reachFrom(segment, cursor) < toPosition && cursor.next()) {
                byte type = cursor.type();
                if (type > 0) {
                    if (fromReached) {
                        records++;
                        payloadBytes += cursor.payloadBytes();
                        visitor.record(type, cursor.position(), cursor.payload());
                    }
                    continue;
                }
                markedPosition = cursor.nextPosition();
                if (type == SegmentLayout.TYPE_END) {
                    return -1;
                }
            }
            return cursor.nextOffset();
        }
    }

    private long reachFrom(SegmentInfo segment, RecordCursor cursor) {
        long position = cursor.nextPosition();
        if (!fromReached) {
            if (position > fromPosition) {
                throw new JournalDamagedException(
                        segment.name(),
                        fromPosition - segment.basePosition(),
                        "no record begins at position " + fromPosition);
            }
            fromReached = position == fromPosition;
        }
        return position;
    }
}
