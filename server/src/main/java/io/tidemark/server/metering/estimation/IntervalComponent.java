package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.List;

/**
 * What estimation must know of one interval component.
 *
 * @param grid where its intervals begin
 * @param history its installations
 * @param presence its final measurements
 * @param latestMillis end of the newest of them, or {@link Long#MIN_VALUE} without any
 * @param latestContiguousMillis its tide mark as stored, or {@link TideMark#ABSENT}
 * @param inProgress its initial measurements in progress and open To Dos, in any order
 */
public record IntervalComponent(
        IntervalGrid grid,
        InstallationHistory history,
        PresenceSeries presence,
        long latestMillis,
        long latestContiguousMillis,
        List<InProgress> inProgress) {}
