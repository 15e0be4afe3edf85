package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes the end of a replayed journal fit to be written on. It may be stopped anywhere and done again. */
final class TailRepair {

    private static final int COPY_BYTES = 64 << 10;

    private final JournalFiles files;
    private final SegmentMaker maker;

    TailRepair(JournalFiles files, SegmentMaker maker) {
        this.files = files;
        this.maker = maker;
    }

    /** Makes all the cuts that a replay asks for. */
    void cut(List<Cut> cuts, List<SegmentInfo> segments) throws IOException {
        for (SegmentInfo segment : segments) {
            for (Cut cut : cuts) {
                if (cut.file().equals(segment.name())) {
                    cut(cut, segment);
                }
            }
        }
    }

    /** Puts zeros where a cut is, or takes away what lies behind the segment's end; forced when this returns. */
    void cut(Cut cut, SegmentInfo segment) throws IOException {
        try (SegmentFile file = files.open(segment.name())) {
            if (cut.offset() >= segment.segmentBytes()) {
                file.resize(segment.segmentBytes());
            } else {
                maker.zero(file, cut.offset(), cut.bytes());
            }
            file.force();
        }
    }

    /**
     * Deletes the empty segments unless all have the size of new ones, so that each that is ready takes every group.
     *
     * @param segments loses those that are deleted
     * @param written how many of them hold records
     */
    void dropEmptyOfOtherSize(List<SegmentInfo> segments, int written, int segmentBytes) throws IOException {
        List<SegmentInfo> empty = segments.subList(written, segments.size());
        if (empty.stream().allMatch(segment -> segment.segmentBytes() == segmentBytes)) {
            return;
        }
        // Last first, so that a crash in between leaves no gap.
        while (segments.size() > written) {
            files.delete(segments.get(segments.size() - 1).name());
            files.forceDirectory();
            segments.remove(segments.size() - 1);
        }
    }

    /**
     * Writes the end of the journal, from the last mark on, over itself and forces it. Bytes that can be read need not be
     * on the device: after a failed force the kernel may keep them and yet think that they are clean, and would not write
     * them at the next force either.
     *
     * <p>Through the cache: a write past it makes zeros of what follows in its last block, and here that is records.
     *
     * @param written the segments that hold records; the mark is in the last of them, or is the end of the one before
     */
    void rewriteEnd(List<SegmentInfo> written, ReplayReport report) throws IOException {
        SegmentInfo current = written.get(written.size() - 1);
        long base = current.basePosition();
        long markPosition = report.markedPosition() - SegmentLayout.MARK_BYTES;
        if (markPosition < base && written.size() > 1) {
            SegmentInfo before = written.get(written.size() - 2);
            int markOffset = (int) (markPosition - before.basePosition());
            rewrite(before, markOffset, markOffset + SegmentLayout.MARK_BYTES);
        }
        int fromOffset = (int) Math.max(markPosition - base, SegmentLayout.HEADER_BYTES);
        rewrite(current, fromOffset, (int) (report.endPosition() - base));
    }

    private void rewrite(SegmentInfo segment, int fromOffset, int toOffset) throws IOException {
        ByteBuffer copy = ByteBuffer.allocateDirect(COPY_BYTES);
        try (SegmentFile file = files.open(segment.name())) {
            for (int offset = fromOffset; offset < toOffset; offset += copy.limit()) {
                copy.clear().limit(Math.min(COPY_BYTES, toOffset - offset));
                int bytes = file.read(copy, offset);
                if (bytes < copy.limit()) {
                    throw new IOException("the file ended at " + (offset + bytes) + " while it was read again");
                }
                file.write(copy.flip(), offset);
            }
            file.force();
        }
    }
}
