package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at everything behind the last good record. All of it should be unwritten. Other bytes were promised to nobody as
 * long as no commit mark lies among them; a mark was only ever written when all bytes before it were on the device.
 *
 * <p>Unwritten is what is zero; in a file that is used again, whatever is not the start of a record at its own place, since
 * only that could pass for one later. A start may have got lost and its payload not: that is as good as unwritten.
 */
final class TailScan {

    private final JournalFiles files;
    private final ReadWindow window;
    private final StoreId storeId;

    TailScan(JournalFiles files, ReadWindow window, StoreId storeId) {
        this.files = files;
        this.window = window;
        this.storeId = storeId;
    }

    /**
     * What must be cut.
     *
     * @param segments the one where the good records end, and all behind it
     * @param endOffset where they end in the first of them
     * @throws JournalDamagedException if a commit mark says that something good should be at that place
     */
    List<Cut> cuts(List<SegmentInfo> segments, int endOffset) throws IOException {
        List<Cut> cuts = new ArrayList<>();
        SegmentInfo first = segments.get(0);
        for (SegmentInfo segment : segments) {
            int start = segment == first ? endOffset : SegmentLayout.HEADER_BYTES;
            try (SegmentFile file = files.openForReading(segment.name())) {
                window.show(file);
                int markOffset = scan(segment, start, segment == first, cuts);
                if (markOffset >= 0) {
                    throw new JournalDamagedException(
                            first.name(),
                            endOffset,
                            "no good record is here, but the commit mark at offset " + markOffset + " of "
                                    + segment.name() + " says that there was one on the device");
                }
                long size = file.size();
                if (size < segment.segmentBytes()) {
                    cuts.add(new Cut(
                            segment.name(), size, segment.segmentBytes() - size, "the file had been cut short here"));
                } else if (size > segment.segmentBytes()) {
                    cuts.add(new Cut(
                            segment.name(),
                            segment.segmentBytes(),
                            size - segment.segmentBytes(),
                            "bytes behind the segment's end"));
                }
            }
        }
        return cuts;
    }

    /** Offset of a commit mark, or -1; without one, what is not unwritten is added to the cuts. */
    private int scan(SegmentInfo segment, int start, boolean behindRecords, List<Cut> cuts) throws IOException {
        RecordCursor cursor = new RecordCursor(window, segment, storeId);
        int firstUsed = -1;
        int usedEnd = -1;
        int offset = start;
        for (; offset < segment.segmentBytes() && window.reach(offset, Long.BYTES); offset += Long.BYTES) {
            long word = window.longAt(offset);
            int candidate = offset - SegmentLayout.RECORD_POSITION_OFFSET;
            boolean isStart = word == segment.basePosition() + candidate && candidate >= start;
            if (isStart && cursor.markAt(candidate)) {
                return candidate;
            }
            if (isStart && segment.isReused()) {
                firstUsed = firstUsed < 0 ? candidate : firstUsed;
                usedEnd = Math.min(candidate + SegmentLayout.RECORD_HEADER_BYTES, segment.segmentBytes());
            } else if (word != 0 && !segment.isReused()) {
                firstUsed = firstUsed < 0 ? offset : firstUsed;
                usedEnd = offset + Long.BYTES;
            }
        }
        boolean isRest = offset < segment.segmentBytes() && !segment.isReused();
        int rest = isRest ? window.reachable(offset) : 0;
        for (int end = offset + rest; offset < end; offset++) {
            if (window.byteAt(offset) != 0) {
                firstUsed = firstUsed < 0 ? offset : firstUsed;
                usedEnd = offset + 1;
            }
        }
        if (firstUsed >= 0) {
            boolean torn = behindRecords && firstUsed < start + SegmentLayout.RECORD_HEADER_BYTES;
            cuts.add(new Cut(
                    segment.name(),
                    firstUsed,
                    usedEnd - firstUsed,
                    torn ? "a record that was not finished" : "bytes in unwritten space"));
        }
        return -1;
    }
}
