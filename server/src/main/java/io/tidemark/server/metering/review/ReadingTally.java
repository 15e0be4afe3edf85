package io.tidemark.server.metering.review;

/**
 * Counts the readings of one component by the class of their condition. Each reading is of one class: measured (regular),
 * manual, or estimated (worked out, or put in for an outage). A measurement without a value, missing or not read, is none.
 *
 * <p>The store answers from bitmaps: the bits of the present, less those of the rare classes. No value is read for it.
 */
@FunctionalInterface
public interface ReadingTally {

    /**
     * Adds the readings in a span.
     *
     * @param fromMillis first instant counted; of an interval component a beginning on its grid
     * @param toMillis first instant after the span; of an interval component a beginning on its grid
     * @param into what they are added to
     */
    void add(long fromMillis, long toMillis, ReadingCounts into);
}
