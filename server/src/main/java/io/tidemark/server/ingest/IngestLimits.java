package io.tidemark.server.ingest;

/**
 * Bounds of ingest.
 *
 * @param batchReadingsMax readings (runs: values; deletions: ranges) a batch may hold
 * @param requestBytesMax size of one request, bytes
 * @param batchesInFlightMax batches of one stream that are taken in before the oldest is acknowledged
 * @param writerIdLengthMax characters of a writer's id
 * @param futureHoursMax how far ahead of the server's clock a reading may lie, hours
 * @param appendReadingsMax readings of one unary append
 */
public record IngestLimits(
        int batchReadingsMax,
        int requestBytesMax,
        int batchesInFlightMax,
        int writerIdLengthMax,
        int futureHoursMax,
        int appendReadingsMax) {

    /** What holds unless the configuration says otherwise. */
    public static final IngestLimits DEFAULT = new IngestLimits(200_000, 8 << 20, 16, 128, 48, 10_000);

    /** The latest instant that may be stored when the clock shows this; epoch milliseconds. */
    public long latestMillis(long nowMillis) {
        return nowMillis + futureHoursMax * 3_600_000L;
    }
}
