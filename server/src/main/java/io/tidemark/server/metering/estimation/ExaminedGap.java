package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * A gap as found, and what was made of it.
 *
 * @param fromMillis beginning of the first missing interval; for a scalar the expected instant
 * @param toMillis end of the last missing interval, exclusive; for a scalar the expected instant
 * @param intervals how many are missing; for a scalar 1
 * @param underWay what is in progress and overlaps it, ascending; for a scalar what satisfies it
 * @param fate what was made of it
 * @param asked the parts that are asked for, ascending; for a scalar one of no length, or none
 */
public record ExaminedGap(
        long fromMillis, long toMillis, long intervals, List<InProgress> underWay, GapFate fate, List<Period> asked) {}
