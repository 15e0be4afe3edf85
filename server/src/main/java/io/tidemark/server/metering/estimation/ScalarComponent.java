package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.gap.InstantSeries;
import java.util.List;

/**
 * What estimation must know of one scalar component.
 *
 * @param history its installations
 * @param reads its final measurements
 * @param latestContiguousMillis its tide mark as stored, or {@link TideMark#ABSENT}
 * @param inProgress its initial measurements in progress and open To Dos, in any order
 */
public record ScalarComponent(
        InstallationHistory history, InstantSeries reads, long latestContiguousMillis, List<InProgress> inProgress) {}
