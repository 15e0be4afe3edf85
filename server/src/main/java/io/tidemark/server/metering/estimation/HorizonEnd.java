package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.calendar.WallClock;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Where a horizon ends (periodic-estimation rules, "Horizon end"), before rounding.
 *
 * @param atMillis the end, epoch milliseconds
 * @param rule what gave it
 */
record HorizonEnd(long atMillis, EndRule rule) {

    /**
     * The end for an interval component.
     *
     * @param latestContiguousMillis the validated tide mark, or {@link TideMark#ABSENT}
     * @param latestMillis end of the newest measurement, or {@link Long#MIN_VALUE}
     */
    static HorizonEnd ofInterval(
            EstimationRun run,
            IntervalSettings settings,
            InstallationHistory history,
            long latestContiguousMillis,
            long latestMillis) {
        HorizonEnd waited =
                new HorizonEnd(run.processLessHours(settings.hoursToWait()), EndRule.PROCESS_LESS_HOURS_TO_WAIT);
        if (settings.method() == EstimationMethod.PREDICTABLE_CUTOFF) {
            return new HorizonEnd(
                    ExpectedInstants.lastCutOffMillis(
                            clock(history, run.processMillis()), settings.cutOffTime(), waited.atMillis),
                    EndRule.CUT_OFF);
        }
        long latest = settings.rollingDelayFrom() == RollingDelayFrom.LATEST ? latestMillis : latestContiguousMillis;
        HorizonEnd end = waited;
        if (latest != TideMark.ABSENT) {
            long least = latest + settings.hoursToEstimate() * EstimationRun.HOUR_MILLIS;
            if (least > waited.atMillis) {
                end = new HorizonEnd(least, EndRule.LATEST_PLUS_HOURS_TO_ESTIMATE);
            }
        }
        end = end.notAfter(run.processMillis(), EndRule.PROCESS);
        Optional<Installation> last = history.latestBegunBy(end.atMillis - 1);
        return last.isEmpty()
                ? end
                : end.notAfter(last.get().effective().toMillis(), EndRule.CONFIGURATION_EFFECTIVE_END)
                        .notAfter(last.get().installed().toMillis(), EndRule.REMOVAL);
    }

    /** The end for a scalar component. */
    static HorizonEnd ofScalar(EstimationRun run, ScalarSettings settings, InstallationHistory history) {
        HorizonEnd end = new HorizonEnd(
                        run.processLessHours(settings.hoursBeforeEstimation() - settings.hoursToEstimate()),
                        EndRule.PROCESS_LESS_HOURS_BEFORE_PLUS_HOURS_TO_ESTIMATE)
                .notAfter(run.processMillis(), EndRule.PROCESS);
        Optional<Installation> last = history.latestBegunBy(end.atMillis);
        if (last.isEmpty()) {
            return end;
        }
        end = end.notAfter(last.get().effective().toMillis(), EndRule.CONFIGURATION_EFFECTIVE_END);
        if (settings.evaluateInstallationEventOffPeriod()) {
            return end.notAfter(last.get().installed().toMillis(), EndRule.REMOVAL);
        }
        long switchedOff =
                last.get().offAt(end.atMillis).map(Period::fromMillis).orElse(Long.MAX_VALUE);
        return end.notAfter(switchedOff, EndRule.SWITCHED_OFF);
    }

    /** The clock of the installation that speaks for an instant; of the first to come where none had begun. */
    static WallClock clock(InstallationHistory history, long atMillis) {
        List<Installation> installations = history.installations();
        return history.latestBegunBy(atMillis)
                .or(() -> installations.stream().findFirst())
                .map(installation -> new WallClock(installation.zone(), installation.shift()))
                .orElse(new WallClock(ZoneOffset.UTC, IncomingDataShift.ALWAYS_STANDARD));
    }

    /** The earlier of the two; this one where they are equal. */
    private HorizonEnd notAfter(long boundMillis, EndRule boundRule) {
        return atMillis <= boundMillis ? this : new HorizonEnd(boundMillis, boundRule);
    }
}
