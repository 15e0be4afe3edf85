package io.tidemark.server.query;

/**
 * Bounds of queries.
 *
 * @param threads threads that answer queries
 * @param waitingMax pieces of work that may wait for a thread before a new query is refused
 * @param streamsMax answers that may be under way at once
 * @param untakenBytesMax bytes of answers that were sent and wait for readers who do not take them
 * @param untakenSecondsMax how long a reader may take nothing, seconds
 * @param chunkValuesMax values in one message of an answer
 * @param positionWaitSecondsMax how long a query waits for the position it asks for at most, seconds
 */
public record QueryLimits(
        int threads,
        int waitingMax,
        int streamsMax,
        long untakenBytesMax,
        int untakenSecondsMax,
        int chunkValuesMax,
        int positionWaitSecondsMax) {

    /** What holds unless the configuration says otherwise. */
    public static final QueryLimits DEFAULT = new QueryLimits(2, 1_000, 10_000, 256L << 20, 600, 16_384, 30);
}
