package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Makes a segment: header and zeros, all written and forced under another name, which is then changed. So a file named
 * like a segment always has its full size and a header, and the device has the space.
 */
final class SegmentMaker {

    static final String PREPARING_SUFFIX = ".preparing";

    private static final int CHUNK_BYTES = 1 << 20;

    /** Zeros that are forced together at most: the records of the segment in use wait for the device meanwhile. */
    private static final int FORCED_BYTES_MAX = 4 << 20;

    private final JournalFiles files;
    private final StoreId storeId;
    private final ByteBuffer zeros;

    SegmentMaker(JournalFiles files, StoreId storeId, int segmentBytes) {
        this.files = files;
        this.storeId = storeId;
        this.zeros = ByteBuffer.allocateDirect(Math.min(segmentBytes, CHUNK_BYTES));
    }

    /**
     * Makes the segment and leaves it open. It takes the place of what an earlier attempt, or damage, left there.
     *
     * @throws IOException if the disk is full or refuses; the segment is then not to be used, and the same call may be
     *     made again
     */
    Segment make(long basePosition, int segmentBytes) throws IOException {
        String name = SegmentLayout.segmentName(basePosition);
        String preparing = name + PREPARING_SUFFIX;
        files.delete(preparing);
        long usableBytes = files.usableBytes();
        if (usableBytes < segmentBytes) {
            throw new IOException("the disk has " + usableBytes + " bytes left, a segment takes " + segmentBytes);
        }
        SegmentFile file = files.create(preparing);
        try {
            file.write(new SegmentHeader(storeId, basePosition, segmentBytes).toPage(), 0);
            for (long from = SegmentLayout.HEADER_BYTES; from < segmentBytes; from += FORCED_BYTES_MAX) {
                zero(file, from, Math.min(FORCED_BYTES_MAX, segmentBytes - from));
                file.force();
            }
            files.rename(preparing, name);
            files.forceDirectory();
            return new Segment(new SegmentInfo(name, basePosition, segmentBytes), file);
        } catch (Throwable refused) {
            giveUp(file, preparing, refused);
            throw refused;
        }
    }

    /** Writes zeros over a stretch of a file. */
    void zero(SegmentFile file, long offset, long bytes) throws IOException {
        for (long done = 0; done < bytes; done += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - done));
            file.write(zeros, offset + done);
        }
    }

    private void giveUp(SegmentFile file, String preparing, Throwable refused) {
        try {
            file.close();
            // The space goes back at once: what fills the disk may be this file.
            files.delete(preparing);
        } catch (IOException again) {
            refused.addSuppressed(again);
        }
    }
}
