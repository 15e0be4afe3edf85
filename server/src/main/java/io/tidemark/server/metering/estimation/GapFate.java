package io.tidemark.server.metering.estimation;

/** What became of a gap after what is under way was taken out. */
public enum GapFate {
    /** Asked for as found. */
    WHOLE,
    /** Asked for in part: what is under way covers an end of it, or splits it. */
    REDUCED,
    /** Covered whole by what is under way. */
    COVERED,
    /** Waits for a later run: something under way lies strictly inside. */
    WAITS
}
