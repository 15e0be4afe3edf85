package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes the end of a replayed journal fit to be written on. It may be stopped anywhere and done again. */
final class TailRepair {

    private static final int COPY_BYTES = 64 << 10;

    private final JournalFiles files;
    private final SegmentMaker maker;

    TailRepair(JournalFiles files, SegmentMaker maker) {
        this.files = files;
        this.maker = maker;
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
     * Writes a stretch over itself and forces it. Bytes that can be read need not be on the device: after a failed force
     * the kernel may keep them and yet think that they are clean, and would not write them at the next force either.
     */
    void rewrite(SegmentFile file, int fromOffset, int toOffset) throws IOException {
        ByteBuffer copy = ByteBuffer.allocateDirect(COPY_BYTES);
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
