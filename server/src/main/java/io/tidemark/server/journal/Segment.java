package io.tidemark.server.journal;

/**
 * A segment that is open for writing.
 *
 * @param info where it lies
 * @param file its file, closed by whoever holds this
 */
record Segment(SegmentInfo info, SegmentFile file) {}
