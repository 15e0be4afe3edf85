package io.tidemark.server.metering.review;

/** What a review can say of a stream over a month ("Findings for one component"). */
public enum FindingKind {
    /** Every reading that was due is there. */
    COMPLETE(false),
    /** The readings stopped inside the month or before it, and none is dated later, up to the review. */
    STALLED(true),
    /** Readings are missing that have a later reading: the stream stopped and went on. */
    GAPS(true),
    /** The component was installed, and no reading of it ever came. */
    NEVER_RECEIVED(true),
    /** By the stream's cadence the data may still come. */
    NOT_DUE(false);

    private final boolean affected;

    FindingKind(boolean affected) {
        this.affected = affected;
    }

    /** Whether a stream with this finding is listed, followed up and has a case. */
    public boolean isAffected() {
        return affected;
    }
}
