package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import java.util.List;

/** The rules that interval and scalar components share, written down as plainly as they read. */
final class PlainCommon {

    private PlainCommon() {}

    static boolean inForce(Installation installation, long at) {
        return installation.installed().contains(at) && installation.effective().contains(at);
    }

    static Installation inForceAt(InstallationHistory history, long at) {
        for (Installation installation : history.installations()) {
            if (inForce(installation, at)) {
                return installation;
            }
        }
        return null;
    }

    static long begins(Installation installation) {
        return Math.max(
                installation.installed().fromMillis(), installation.effective().fromMillis());
    }

    /** In force at that instant, else the latest that has begun; null when none has. */
    static Installation speaksFor(InstallationHistory history, long at) {
        Installation latest = null;
        for (Installation installation : history.installations()) {
            if (begins(installation) <= at && (latest == null || begins(latest) < begins(installation))) {
                latest = installation;
            }
        }
        return latest;
    }

    static boolean isOff(Installation installation, long at) {
        return installation.off().stream().anyMatch(off -> off.fromMillis() <= at && at < off.toMillis());
    }

    static long validated(long mark, InstallationHistory history, long process) {
        if (mark == TideMark.ABSENT || inForceAt(history, mark) != null) {
            return mark;
        }
        long first = Long.MAX_VALUE;
        for (Installation installation : history.installations()) {
            if (begins(installation) > mark && begins(installation) <= process) {
                first = Math.min(first, begins(installation));
            }
        }
        return first == Long.MAX_VALUE ? mark : first;
    }

    static SkipReason skip(
            EstimationRun run,
            int hoursUntilDue,
            InstallationHistory history,
            List<ServicePointState> servicePoints,
            long mark) {
        Installation installation = speaksFor(history, run.processMillis());
        if (installation != null) {
            ServicePointState place = servicePoints.get(installation.servicePoint());
            if (!place.estimationEligible()) {
                return SkipReason.NOT_ELIGIBLE;
            }
            for (Suppression suppression : place.suppressions()) {
                boolean now = suppression.period().fromMillis() <= run.systemMillis()
                        && run.systemMillis() < suppression.period().toMillis();
                if (suppression.open() && now && !run.fillMissingDataWithZero()) {
                    return SkipReason.SUPPRESSED;
                }
            }
        }
        if (mark != TideMark.ABSENT && run.processMillis() - mark < hoursUntilDue * 3_600_000L) {
            return SkipReason.NOT_DUE;
        }
        return mark == TideMark.ABSENT && installation == null ? SkipReason.NO_HORIZON : null;
    }

    static long horizonBegin(
            EstimationRun run, EstimationSettings settings, InstallationHistory history, long mark, Long lastUsable) {
        boolean known = mark != TideMark.ABSENT;
        if (settings.maxDaysToEstimate().isPresent()) {
            long bound = run.processMillis() - settings.maxDaysToEstimate().getAsInt() * 86_400_000L;
            return known ? Math.max(bound, mark) : bound;
        }
        if (run.lastUsableHours().isPresent()) {
            long bound = run.processMillis() - run.lastUsableHours().getAsInt() * 3_600_000L;
            if (known) {
                return Math.max(bound, mark);
            }
            return lastUsable == null ? bound : lastUsable;
        }
        return known ? mark : begins(speaksFor(history, run.processMillis()));
    }
}
