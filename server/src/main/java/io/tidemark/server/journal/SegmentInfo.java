package io.tidemark.server.journal;

/**
 * A segment whose header is good.
 *
 * @param name its file
 * @param basePosition position of its first byte
 * @param segmentBytes its size as the header says; the file may be shorter after damage
 */
record SegmentInfo(String name, long basePosition, int segmentBytes) {

    /** Where its first record lies. */
    long firstPosition() {
        return basePosition + SegmentLayout.HEADER_BYTES;
    }

    /** Position of the first byte behind it, the base of the next. */
    long endPosition() {
        return basePosition + segmentBytes;
    }
}
