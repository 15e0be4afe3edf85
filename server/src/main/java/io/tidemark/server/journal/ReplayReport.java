package io.tidemark.server.journal;

import java.util.List;

/**
 * What a replay found.
 *
 * @param fromPosition where it began
 * @param endPosition where the good records end and writing goes on
 * @param markedPosition end of the last mark: records from here on were promised to nobody, yet they are whole and kept
 * @param records how many were visited
 * @param payloadBytes sum of their payloads
 * @param cuts bytes after the end that are not zero, cut before writing goes on; empty after a clean stop
 */
public record ReplayReport(
        long fromPosition, long endPosition, long markedPosition, long records, long payloadBytes, List<Cut> cuts) {

    public ReplayReport {
        cuts = List.copyOf(cuts);
    }

    /** Sum of the bytes cut. */
    public long cutBytes() {
        return cuts.stream().mapToLong(Cut::bytes).sum();
    }

    /**
     * A stretch of one file from the first to the last byte that must go.
     *
     * @param file name within the journal's directory
     * @param offset where it begins
     * @param bytes how long it is
     * @param what what it was, for people
     */
    public record Cut(String file, long offset, long bytes, String what) {}
}
