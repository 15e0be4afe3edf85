package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Copies segments as they are, beside a running writer, up to a durable position. The store's id is written last, so a
 * copy that was not finished does not open; a finished one has been read back, every record of it.
 */
final class JournalCopy {

    private static final int COPY_BYTES = 1 << 20;

    private final JournalFiles source;
    private final JournalFiles target;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);

    JournalCopy(JournalFiles source, JournalFiles target) {
        this.source = source;
        this.target = target;
    }

    /**
     * @param segments in order, none of them deleted meanwhile
     * @param position a durable position in the last of them
     * @throws IllegalArgumentException if the target is not empty
     * @throws JournalDamagedException if what was copied is not good
     */
    void copy(List<SegmentInfo> segments, long position, StoreId storeId, JournalConfig config) throws IOException {
        if (!target.list().isEmpty()) {
            throw new IllegalArgumentException(
                    "directory " + target + " is not empty: give the copy a directory of its own");
        }
        SegmentMaker maker = new SegmentMaker(target, storeId, config.segmentBytes());
        for (SegmentInfo segment : segments) {
            int usedBytes = (int) Math.min(segment.segmentBytes(), position - segment.basePosition());
            try (SegmentFile from = source.openForReading(segment.name());
                    SegmentFile to = target.create(segment.name())) {
                copy(from, to, usedBytes);
                maker.zero(to, usedBytes, segment.segmentBytes() - usedBytes);
                to.force();
            }
        }
        target.forceDirectory();
        StoreIdFile.write(target, storeId);
        readBack(segments.get(0).firstPosition(), position, config);
    }

    private void copy(SegmentFile from, SegmentFile to, int bytes) throws IOException {
        for (int offset = 0; offset < bytes; offset += buffer.limit()) {
            buffer.clear().limit(Math.min(COPY_BYTES, bytes - offset));
            if (from.read(buffer, offset) < buffer.limit()) {
                throw new IOException("a segment ended at " + (offset + buffer.position()) + " while it was copied");
            }
            to.write(buffer.flip(), offset);
        }
    }

    /** Checks every record, and sets the mark behind the last. */
    private void readBack(long firstPosition, long position, JournalConfig config) throws IOException {
        try (JournalDirectory copy = JournalDirectory.open(target, config)) {
            long endPosition =
                    copy.replay(firstPosition, (type, at, payload) -> {}).endPosition();
            if (endPosition != position) {
                throw new JournalDamagedException(
                        target.toString(), 0, "the copy ends at position " + endPosition + ", not at " + position);
            }
            copy.startWriting(preparing -> {}).close();
        }
    }
}
