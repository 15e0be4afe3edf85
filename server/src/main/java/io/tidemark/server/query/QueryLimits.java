package io.tidemark.server.query;

/**
 * Bounds of queries.
 *
 * @param threads threads that answer queries
 * @param streamsMax answers that may be under way at once
 * @param chunkValuesMax values in one message of an answer
 * @param positionWaitSecondsMax how long a query waits for the position it asks for at most, seconds
 */
public record QueryLimits(int threads, int streamsMax, int chunkValuesMax, int positionWaitSecondsMax) {

    /** What holds unless the configuration says otherwise. */
    public static final QueryLimits DEFAULT = new QueryLimits(2, 10_000, 16_384, 30);
}
