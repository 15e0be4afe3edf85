package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at everything behind the last good record. All of it should be zeros. Other bytes were promised to nobody as long
 * as no commit mark lies among them; a mark was only ever written when all bytes before it were on the device.
 */
final class TailScan {

    private final JournalFiles files;
    private final ReadWindow window;
    private final int storeTag;

    TailScan(JournalFiles files, ReadWindow window, int storeTag) {
        this.files = files;
        this.window = window;
        this.storeTag = storeTag;
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

    /** Offset of a commit mark, or -1; without one, what is not zero is added to the cuts. */
    private int scan(SegmentInfo segment, int start, boolean behindRecords, List<Cut> cuts) throws IOException {
        RecordCursor cursor = new RecordCursor(window, segment, storeTag);
        int firstUsed = -1;
        int usedEnd = -1;
        int offset = start;
        for (; offset < segment.segmentBytes() && window.reach(offset, Long.BYTES); offset += Long.BYTES) {
            long word = window.longAt(offset);
            if (word == 0) {
                continue;
            }
            firstUsed = firstUsed < 0 ? offset : firstUsed;
            usedEnd = offset + Long.BYTES;
            int candidate = offset - SegmentLayout.RECORD_POSITION_OFFSET;
            if (word == segment.basePosition() + candidate && candidate >= start && cursor.markAt(candidate)) {
                return candidate;
            }
        }
        int rest = offset < segment.segmentBytes() ? window.reachable(offset) : 0;
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
