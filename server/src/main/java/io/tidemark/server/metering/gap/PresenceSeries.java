package io.tidemark.server.metering.gap;

/**
 * Which intervals of one component have a final measurement. The store answers from its presence bitmaps, a word at a
 * time; a test from a set.
 *
 * <p>Arguments and results are beginnings of intervals on the component's grid, epoch milliseconds.
 */
public interface PresenceSeries {

    /** The first interval in {@code [fromMillis, toMillis)} without a final measurement; {@code toMillis} when none lacks. */
    long nextMissing(long fromMillis, long toMillis);

    /** The first interval in {@code [fromMillis, toMillis)} with a final measurement; {@code toMillis} when there is none. */
    long nextPresent(long fromMillis, long toMillis);
}
