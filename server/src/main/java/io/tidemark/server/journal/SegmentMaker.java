package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Makes a segment under another name, which is changed when header and space are on the device. So a file named like a
 * segment always has its full size and a header. The space is zeros, all of them written, or a spare file's as it is.
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
        this.zeros = AlignedBuffers.allocate(Math.min(segmentBytes, CHUNK_BYTES));
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
        SegmentFile file = files.createToAppend(preparing);
        try {
            SegmentHeader header = new SegmentHeader(storeId, basePosition, segmentBytes, 0);
            file.write(header.toPage(), 0);
            for (long from = SegmentLayout.HEADER_BYTES; from < segmentBytes; from += FORCED_BYTES_MAX) {
                zero(file, from, Math.min(FORCED_BYTES_MAX, segmentBytes - from));
                file.force();
            }
            file.close();
            file = files.openToAppend(preparing, SegmentLayout.HEADER_BYTES);
            return name(file, preparing, header);
        } catch (Throwable refused) {
            giveUp(file, preparing, refused);
            throw refused;
        }
    }

    /**
     * Makes the segment of a spare file and leaves it open. Only the header is written: the records that the file holds are
     * of another life.
     *
     * @param spare its name; the file is gone if this fails
     * @param life not 0, and no life of the file before
     * @throws IOException if the disk refuses or the file has another size
     */
    Segment makeOf(String spare, long basePosition, int segmentBytes, int life) throws IOException {
        SegmentFile file = files.openToAppend(spare, 0);
        try {
            if (file.size() != segmentBytes) {
                throw new IOException(spare + " has " + file.size() + " bytes, a segment has " + segmentBytes);
            }
            SegmentHeader header = new SegmentHeader(storeId, basePosition, segmentBytes, life);
            file.write(header.toPage(), 0);
            file.force();
            return name(file, spare, header);
        } catch (Throwable refused) {
            giveUp(file, spare, refused);
            throw refused;
        }
    }

    private Segment name(SegmentFile file, String made, SegmentHeader header) throws IOException {
        String name = SegmentLayout.segmentName(header.basePosition());
        files.rename(made, name);
        files.forceDirectory();
        return new Segment(header.info(name), file);
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
