package io.tidemark.loadtest.load;

import org.HdrHistogram.Histogram;

/**
 * How one round went.
 *
 * @param readings sent, all of them acknowledged
 * @param bytes of the requests they were sent in
 * @param nanos from the first batch to the last acknowledgement
 * @param acks latency of each batch, nanoseconds
 * @param counts what the acknowledgements said
 */
public record RoundResult(long readings, long bytes, long nanos, Histogram acks, AckCounts counts) {

    /** Readings a second. */
    public double readingsPerSecond() {
        return readings / (nanos / 1e9);
    }

    /** Million bytes a second. */
    public double megabytesPerSecond() {
        return bytes / 1e6 / (nanos / 1e9);
    }
}
