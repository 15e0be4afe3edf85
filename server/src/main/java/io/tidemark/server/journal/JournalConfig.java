package io.tidemark.server.journal;

/**
 * Sizes and limits of a journal. They may change between two starts: a segment keeps the size it was made with.
 *
 * @param segmentBytes size of a new segment, a multiple of {@link SegmentLayout#HEADER_BYTES}, {@link #SEGMENT_BYTES_MIN}
 *     to {@link #SEGMENT_BYTES_MAX}
 * @param bufferBytes size of the buffer between the records and the file, {@link #BUFFER_BYTES_MIN} or more
 * @param recordBytesMax bytes a record's payload may have; must fit into one segment
 * @param segmentsAhead empty segments to keep ready, 1 to {@link #SEGMENTS_AHEAD_MAX}
 * @param segmentsSpareMax files of deleted segments that are kept to be written again, 0 to {@link #SEGMENTS_SPARE_MAX}
 */
public record JournalConfig(
        int segmentBytes, int bufferBytes, int recordBytesMax, int segmentsAhead, int segmentsSpareMax) {

    /** Smallest segment: its header and as much again. */
    public static final int SEGMENT_BYTES_MIN = 2 * SegmentLayout.HEADER_BYTES;

    /** Largest segment. */
    public static final int SEGMENT_BYTES_MAX = 1 << 30;

    /** Smallest buffer. */
    public static final int BUFFER_BYTES_MIN = 64;

    /** Most segments kept ready. */
    public static final int SEGMENTS_AHEAD_MAX = 16;

    /** Most files kept to be written again. */
    public static final int SEGMENTS_SPARE_MAX = 10_000;

    /** Segments of 64 MiB, two of them ready and 24 spare, a buffer of 1 MiB and records of up to 16 MiB. */
    public static final JournalConfig DEFAULT = new JournalConfig(64 << 20, 1 << 20, 16 << 20, 2, 24);

    public JournalConfig {
        within("segmentBytes", segmentBytes, SEGMENT_BYTES_MIN, SEGMENT_BYTES_MAX);
        if (segmentBytes % SegmentLayout.HEADER_BYTES != 0) {
            throw new IllegalArgumentException("segmentBytes " + segmentBytes + " is not a multiple of "
                    + SegmentLayout.HEADER_BYTES + ": round it up");
        }
        within("bufferBytes", bufferBytes, BUFFER_BYTES_MIN, SEGMENT_BYTES_MAX);
        within("recordBytesMax", recordBytesMax, 1, SegmentLayout.payloadBytesMax(segmentBytes));
        within("segmentsAhead", segmentsAhead, 1, SEGMENTS_AHEAD_MAX);
        within("segmentsSpareMax", segmentsSpareMax, 0, SEGMENTS_SPARE_MAX);
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " " + value + " is out of range: choose a value from " + min + " to " + max);
        }
    }
}
