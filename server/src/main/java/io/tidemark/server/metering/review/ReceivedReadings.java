package io.tidemark.server.metering.review;

import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.gap.PresenceSeries;

/**
 * The received readings of one interval component: measured or entered by hand. Estimates, zeros put in for an outage and
 * measurements without a value are not among them, whatever the presence bitmap says.
 *
 * <p>All instants are beginnings of intervals on the component's grid, epoch milliseconds. The store answers from its
 * bitmaps, present and in no class that is no reading, a word at a time.
 */
public interface ReceivedReadings extends PresenceSeries, InstantSeries {

    /** How many intervals in {@code [fromMillis, toMillis)} have a received reading. */
    long count(long fromMillis, long toMillis);
}
