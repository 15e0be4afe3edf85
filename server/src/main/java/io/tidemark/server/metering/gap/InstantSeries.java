package io.tidemark.server.metering.gap;

/** The instants at which one component has a final measurement, whatever its kind; epoch milliseconds, ascending. */
public interface InstantSeries {

    /** What {@link #firstAtOrAfter} answers when nothing follows. */
    long NONE_AFTER = Long.MAX_VALUE;

    /** What {@link #lastAtOrBefore} answers when nothing precedes. */
    long NONE_BEFORE = Long.MIN_VALUE;

    /** The earliest instant at or after the given one, or {@link #NONE_AFTER}. */
    long firstAtOrAfter(long atMillis);

    /** The latest instant at or before the given one, or {@link #NONE_BEFORE}. */
    long lastAtOrBefore(long atMillis);
}
