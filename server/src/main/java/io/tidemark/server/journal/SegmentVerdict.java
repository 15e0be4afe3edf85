package io.tidemark.server.journal;

/**
 * What {@link JournalVerifier} found in one file.
 *
 * @param file name within the journal's directory
 * @param basePosition position of its first byte, as its name says; 0 for the store's id
 * @param state what to think of it
 * @param records good records before the first bad byte
 * @param recordsBehind good records behind it, which a truncation would lose; 0 where nothing is bad
 * @param goodBytes offset of the first byte that is not good, or of the end of what was written
 * @param what a sentence for people; empty where all is well
 */
public record SegmentVerdict(
        String file, long basePosition, State state, long records, long recordsBehind, long goodBytes, String what) {

    /** States of a file, from the best on. */
    public enum State {
        /** Written to its end mark, and good. */
        FULL,
        /** Written in part, and good: the next record goes here. */
        OPEN,
        /** Prepared and not written yet. */
        EMPTY,
        /** Bytes behind the last good record that were promised to nobody: the next start cuts them. */
        TORN,
        /** Bytes that were promised are bad: the next start stops here. */
        DAMAGED,
        /** The file should be there and is not: the next start stops here. */
        MISSING
    }

    /** Whether a server would refuse to start because of this file. */
    public boolean stopsTheStart() {
        return state == State.DAMAGED || state == State.MISSING;
    }
}
