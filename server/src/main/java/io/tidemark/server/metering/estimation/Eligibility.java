package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import java.util.Optional;
import java.util.function.IntFunction;

/** Who takes part in a run (periodic-estimation rules, "Who is skipped"). */
public final class Eligibility {

    private Eligibility() {}

    /**
     * Why a component is skipped; empty when it takes part. The service point is the one of the installation in force at
     * the process date/time, else of the latest before it.
     *
     * @param latestContiguousMillis its tide mark as validated for this run, or {@link TideMark#ABSENT}
     * @param servicePoints state of a service point by the number that {@link Installation#servicePoint()} holds
     */
    public static Optional<Skip> skip(
            EstimationRun run,
            EstimationSettings settings,
            InstallationHistory history,
            IntFunction<ServicePointState> servicePoints,
            long latestContiguousMillis) {
        Optional<Installation> installation = history.latestBegunBy(run.processMillis());
        if (installation.isPresent()) {
            ServicePointState servicePoint =
                    servicePoints.apply(installation.get().servicePoint());
            if (!servicePoint.estimationEligible()) {
                return Optional.of(new Skip(SkipReason.NOT_ELIGIBLE, Long.MAX_VALUE));
            }
            Optional<Suppression> suppression = servicePoint.openAt(run.systemMillis());
            if (suppression.isPresent() && !run.fillMissingDataWithZero()) {
                return Optional.of(new Skip(
                        SkipReason.SUPPRESSED, suppression.get().period().toMillis()));
            }
        }
        if (latestContiguousMillis == TideMark.ABSENT) {
            return installation.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Skip(SkipReason.NO_HORIZON, Long.MAX_VALUE));
        }
        if (latestContiguousMillis > run.processLessHours(settings.hoursUntilDue())) {
            long due = latestContiguousMillis + settings.hoursUntilDue() * EstimationRun.HOUR_MILLIS;
            return Optional.of(new Skip(SkipReason.NOT_DUE, due));
        }
        return Optional.empty();
    }
}
