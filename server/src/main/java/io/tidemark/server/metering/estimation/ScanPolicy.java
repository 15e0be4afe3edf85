package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.calendar.WallClock;

/**
 * What one run holds against the tide marks of all components that share settings and, for a cut-off, a clock.
 *
 * @param notDueAboveMillis a tide mark later than this is not late enough to be asked after
 * @param nothingFromMillis at a tide mark from this on the horizon is empty
 * @param removalEndsHorizon whether the horizon ends with the last installation: not under PREDICTABLE_CUTOFF and not for
 *     scalars, where a horizon is told that reaches beyond it and holds nothing
 */
public record ScanPolicy(long notDueAboveMillis, long nothingFromMillis, boolean removalEndsHorizon) {

    /**
     * For interval components.
     *
     * @param clock of the service point and device at the process date/time; used under PREDICTABLE_CUTOFF only, so that
     *     under ROLLING_DELAY one policy does for all zones
     */
    public static ScanPolicy ofInterval(EstimationRun run, IntervalSettings settings, WallClock clock) {
        long waited = run.processLessHours(settings.hoursToWait());
        long end = run.processMillis();
        if (settings.method() == EstimationMethod.PREDICTABLE_CUTOFF) {
            end = ExpectedInstants.lastCutOffMillis(clock, settings.cutOffTime(), waited);
        } else if (settings.hoursToEstimate() == 0
                && settings.rollingDelayFrom() == RollingDelayFrom.LATEST_CONTIGUOUS) {
            end = waited;
        }
        return new ScanPolicy(waited, end, settings.method() == EstimationMethod.ROLLING_DELAY);
    }

    /** For scalar components. */
    public static ScanPolicy ofScalar(EstimationRun run, ScalarSettings settings) {
        long end = run.processLessHours(settings.hoursBeforeEstimation() - settings.hoursToEstimate());
        return new ScanPolicy(
                run.processLessHours(settings.hoursBeforeEstimation()), Math.min(end, run.processMillis()), false);
    }
}
