package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * One initial measurement that is to be filled.
 *
 * @param period from the beginning of its first interval to the end of its last, on the grid, not empty
 * @param disconnected when the device was disconnected; an interval wholly inside one of them is not estimated
 */
public record IntervalEstimate(Period period, List<Period> disconnected) {

    /** Copies the list. */
    public IntervalEstimate {
        disconnected = List.copyOf(disconnected);
    }
}
