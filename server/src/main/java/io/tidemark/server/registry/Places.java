package io.tidemark.server.registry;

import io.tidemark.server.metering.grid.Period;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Finds the first and the latest of a component's installations that are ever in force: installed within the life of their
 * configuration. The first anchors the grid, the latest is where the component hangs or hung last.
 */
final class Places {

    private long firstFromMillis = Long.MAX_VALUE;
    private long firstInstalledMillis;
    private ZoneId firstZone;
    private long latestFromMillis = Long.MIN_VALUE;

    /**
     * Looks at one installation.
     *
     * @return whether it is the latest so far
     */
    boolean offer(Period installed, Period effective, ZoneId zone) {
        long fromMillis = Math.max(installed.fromMillis(), effective.fromMillis());
        if (fromMillis >= Math.min(installed.toMillis(), effective.toMillis())) {
            return false;
        }
        if (fromMillis < firstFromMillis) {
            firstFromMillis = fromMillis;
            firstInstalledMillis = installed.fromMillis();
            firstZone = zone;
        }
        if (fromMillis <= latestFromMillis) {
            return false;
        }
        latestFromMillis = fromMillis;
        return true;
    }

    /** Standard offset, seconds east, of the first place's zone at the first installation; 0 when there is none. */
    int standardOffsetSeconds() {
        return firstZone == null
                ? 0
                : firstZone
                        .getRules()
                        .getStandardOffset(Instant.ofEpochMilli(firstInstalledMillis))
                        .getTotalSeconds();
    }
}
