package io.tidemark.server.metering.review;

/** Three running counts, to be filled by a {@link ReadingTally}. Its caller's; one thread. */
public final class ReadingCounts {

    private long measured;
    private long manual;
    private long estimated;

    /** Starts again at nothing. */
    public void clear() {
        measured = 0;
        manual = 0;
        estimated = 0;
    }

    /** Counts more. */
    public void add(long moreMeasured, long moreManual, long moreEstimated) {
        measured += moreMeasured;
        manual += moreManual;
        estimated += moreEstimated;
    }

    /** Readings that the device measured. */
    public long measured() {
        return measured;
    }

    /** Readings that a person entered or edited. */
    public long manual() {
        return manual;
    }

    /** Readings worked out, here or by the sender, and zeros put in for an outage. */
    public long estimated() {
        return estimated;
    }
}
