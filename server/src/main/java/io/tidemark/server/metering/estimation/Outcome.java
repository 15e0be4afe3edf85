package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * Something that a run asks for.
 *
 * @param kind an initial measurement or a To Do
 * @param fromMillis beginning of its first interval; for a scalar its instant
 * @param toMillis end of its last interval, exclusive; for a scalar its instant
 * @param intervals how many intervals it has; 0 for a scalar
 * @param disconnected its intervals during which the device was off from end to end, ascending; they carry the code for a
 *     disconnected device and are not estimated
 * @param zeroFilledIntervals how many of the others lie wholly inside an open suppression and are to be filled with zero
 * @param servicePoint where the device then was, as {@link
 *     io.tidemark.server.metering.device.Installation#servicePoint()} counts
 */
public record Outcome(
        OutcomeKind kind,
        long fromMillis,
        long toMillis,
        long intervals,
        List<Period> disconnected,
        long zeroFilledIntervals,
        int servicePoint) {}
