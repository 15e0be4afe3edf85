package io.tidemark.server.metering.gap;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.device.InstalledPeriod;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.function.Predicate;

/**
 * Finds missing intervals in installed time (periodic-estimation rules, "Find the gaps").
 *
 * <p>Only intervals that lie wholly within one installation in force can be missing: one that straddles an installation, a
 * removal or a swap belongs to neither side. Gaps of two installations stay two, even where they adjoin.
 */
public final class GapFinder {

    private GapFinder() {}

    /**
     * Hands out the gaps in {@code [fromMillis, toMillis)}, ascending; a gap that reaches beyond is cut there. The ends are
     * rounded inward to the grid.
     *
     * @param found takes a gap and says whether to go on; how many a caller takes is the caller's limit
     * @return whether all gaps were handed out: false when {@code found} ended the search
     */
    public static boolean find(
            PresenceSeries presence,
            IntervalGrid grid,
            InstallationHistory history,
            long fromMillis,
            long toMillis,
            Predicate<Gap> found) {
        for (InstalledPeriod part : history.split(fromMillis, toMillis)) {
            long from = grid.ceil(part.period().fromMillis());
            long to = grid.floor(part.period().toMillis());
            if (!findWithin(presence, grid, part.installation(), from, to, found)) {
                return false;
            }
        }
        return true;
    }

    private static boolean findWithin(
            PresenceSeries presence,
            IntervalGrid grid,
            Installation installation,
            long fromMillis,
            long toMillis,
            Predicate<Gap> found) {
        long at = fromMillis;
        while (at < toMillis) {
            long missing = presence.nextMissing(at, toMillis);
            if (missing >= toMillis) {
                return true;
            }
            long present = presence.nextPresent(missing, toMillis);
            if (!found.test(new Gap(installation, missing, present, grid.count(missing, present)))) {
                return false;
            }
            at = present;
        }
        return true;
    }
}
