package io.tidemark.server.journal;

/**
 * A segment whose header is good.
 *
 * @param name its file
 * @param basePosition position of its first byte
 * @param segmentBytes its size as the header says; the file may be shorter after damage
 * @param life 0 if its space was zeros when it was made; else a random number that tells its records from those that the
 *     file held before
 */
record SegmentInfo(String name, long basePosition, int segmentBytes, int life) {

    /** What each of its records says of store and life, so that nothing else passes for a record of this segment. */
    int tag(StoreId storeId) {
        return storeId.tag() ^ life;
    }

    /** Whether bytes behind its records are what an earlier use of the file left, and not zeros. */
    boolean isReused() {
        return life != 0;
    }

    /** Where its first record lies. */
    long firstPosition() {
        return basePosition + SegmentLayout.HEADER_BYTES;
    }

    /** Position of the first byte behind it, the base of the next. */
    long endPosition() {
        return basePosition + segmentBytes;
    }
}
