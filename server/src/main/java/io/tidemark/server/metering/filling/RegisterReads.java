package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.gap.InstantSeries;

/** The reads of one register, found by instant. The store answers from its columns, a test from {@link ReadColumn}. */
public interface RegisterReads extends InstantSeries {

    /** The value read at this instant; NaN when the read is invalid or there is none. */
    double valueAt(long atMillis);

    /** The condition code of the read at this instant; 0 when there is none. */
    int conditionAt(long atMillis);
}
