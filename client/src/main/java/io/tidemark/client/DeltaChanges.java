package io.tidemark.client;

import java.util.List;

/**
 * What one message of a watch says: deltas that are new or have changed, and deltas that are no more.
 *
 * @param changed new and changed deltas
 * @param gone deltas whose reading was deleted
 * @param position everything up to here has been sent
 */
public record DeltaChanges(List<DeltaSeries> changed, List<Gone> gone, Position position) {

    /**
     * A delta that is no more.
     *
     * @param handle handle of the measuring component
     * @param timeMillis the time it had, epoch milliseconds
     */
    public record Gone(int handle, long timeMillis) {}
}
