package io.tidemark.client;

import java.util.List;

/**
 * What one component lacks, in time order. A long list comes in several pieces.
 *
 * @param handle handle of the measuring component
 * @param component its id
 * @param gaps its gaps, 1 or more
 */
public record ComponentGaps(int handle, String component, List<Gap> gaps) {

    /**
     * A maximal run of missing intervals, or one expected reading that is missing.
     *
     * @param fromMillis its beginning, epoch milliseconds; for a scalar the expected instant
     * @param toMillis its end, exclusive; for a scalar the expected instant again
     * @param intervals intervals (or expected readings) missing, 1 or more
     */
    public record Gap(long fromMillis, long toMillis, int intervals) {}
}
