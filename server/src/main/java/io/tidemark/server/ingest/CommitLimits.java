package io.tidemark.server.ingest;

/**
 * Bounds of the way through the commit log.
 *
 * @param entriesMax changes that may wait to be written, 1 or more
 * @param waitingBytesMax bytes that may wait to be written; a stream's batches that are under way already are taken
 *     up to twice as many
 * @param waitMillisMax how long changes may have waited to be acknowledged, milliseconds; beyond it a unary append or
 *     deletion is refused at once, and from half of it on streams are held back
 * @param groupBytesMax payload bytes that are forced together at most; a single larger record still goes
 * @param groupEntriesMax records that are forced together at most
 * @param groupsAheadMax groups that are forced but not yet applied at most
 */
public record CommitLimits(
        int entriesMax,
        long waitingBytesMax,
        int waitMillisMax,
        int groupBytesMax,
        int groupEntriesMax,
        int groupsAheadMax) {

    /** What holds unless the configuration says otherwise. */
    public static final CommitLimits DEFAULT = new CommitLimits(65_536, 64L << 20, 250, 2 << 20, 4_096, 4);
}
