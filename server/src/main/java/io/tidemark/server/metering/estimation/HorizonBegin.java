package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Where a horizon begins (periodic-estimation rules, "Horizon begin"), before rounding.
 *
 * @param atMillis the begin, epoch milliseconds
 * @param rule what gave it
 */
record HorizonBegin(long atMillis, BeginRule rule) {

    /**
     * Finds the begin; empty when there is neither a rule nor a tide mark nor an installation to begin from.
     *
     * @param latestContiguousMillis the validated tide mark, or {@link TideMark#ABSENT}
     * @param lastUsable end of the latest usable final measurement in the look-back, or {@link TideMark#ABSENT}; asked only
     *     where it is needed, since it may have to be searched for
     */
    static Optional<HorizonBegin> find(
            EstimationRun run,
            OptionalInt maxDaysToEstimate,
            InstallationHistory history,
            long latestContiguousMillis,
            LongSupplier lastUsable) {
        return byRule(run, maxDaysToEstimate, history, latestContiguousMillis, lastUsable)
                .map(begin -> begin.notBefore(run.keptFromMillis(), BeginRule.RETENTION));
    }

    private static Optional<HorizonBegin> byRule(
            EstimationRun run,
            OptionalInt maxDaysToEstimate,
            InstallationHistory history,
            long latestContiguousMillis,
            LongSupplier lastUsable) {
        HorizonBegin mark = new HorizonBegin(latestContiguousMillis, BeginRule.LATEST_CONTIGUOUS);
        if (maxDaysToEstimate.isPresent()) {
            long bound = run.processMillis() - maxDaysToEstimate.getAsInt() * IntervalGrid.DAY_MILLIS;
            return Optional.of(mark.notBefore(bound, BeginRule.PROCESS_LESS_MAX_DAYS));
        }
        if (run.lastUsableHours().isPresent()) {
            long bound = run.processLessHours(run.lastUsableHours().getAsInt());
            long usable = latestContiguousMillis == TideMark.ABSENT ? lastUsable.getAsLong() : TideMark.ABSENT;
            HorizonBegin begin =
                    usable == TideMark.ABSENT ? mark : new HorizonBegin(usable, BeginRule.LAST_USABLE_MEASUREMENT);
            return Optional.of(begin.notBefore(bound, BeginRule.PROCESS_LESS_LAST_USABLE_HOURS));
        }
        if (latestContiguousMillis != TideMark.ABSENT) {
            return Optional.of(mark);
        }
        return history.latestBegunBy(run.processMillis())
                .map(installation -> installation.inForce().fromMillis())
                .filter(installed -> installed != Period.NO_BEGINNING)
                .map(installed -> new HorizonBegin(installed, BeginRule.INSTALLATION));
    }

    /** The later of the two; this one where they are equal. An absent mark is earlier than everything. */
    private HorizonBegin notBefore(long boundMillis, BeginRule boundRule) {
        return atMillis >= boundMillis ? this : new HorizonBegin(boundMillis, boundRule);
    }
}
