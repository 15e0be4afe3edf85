package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.List;

/**
 * The first look of a run over many components: from a few primitive columns it drops those that are not due and those at
 * which nothing can be missing, and leaves the rest to the estimators. No component's data is touched.
 *
 * <p>It drops a component only where the estimators would give the same: skipped as {@link SkipReason#NOT_DUE}, or nothing
 * asked for, and in both cases with the tide mark as it stands. In doubt it leaves the component to them.
 */
public final class TideMarkScan {

    private TideMarkScan() {}

    /** What the first look says of one component. */
    public enum Verdict {
        /** Skipped: its data are not late enough. */
        NOT_DUE,
        /** It takes part, and nothing can be missing: its horizon is empty. */
        NOTHING_CAN_BE_MISSING,
        /** To be examined. */
        EXAMINE
    }

    /**
     * The columns, one element a component. Only read.
     *
     * @param latestContiguousMillis tide marks, {@link TideMark#ABSENT} where there is none
     * @param lastInstalledMillis beginning of the last installation: {@link #lastInstalled}
     * @param expectedUntilMillis from which tide mark on nothing is expected: {@link #intervalsExpectedUntil}, {@link
     *     #readsExpectedUntil}
     * @param policy index into the run's policies
     * @param held one bit a component, lowest first in each word: set where the service point is not eligible or has any open
     *     suppression
     */
    public record Columns(
            long[] latestContiguousMillis,
            long[] lastInstalledMillis,
            long[] expectedUntilMillis,
            int[] policy,
            long[] held) {}

    /**
     * What a scan found.
     *
     * @param examine how many components were written to the caller's array
     * @param notDue how many are skipped as not due
     * @param nothingCanBeMissing how many take part and have nothing to be asked for
     */
    public record Counts(int examine, int notDue, int nothingCanBeMissing) {}

    /** What the first look says of one component; the arguments are one element of each column. */
    public static Verdict verdict(
            ScanPolicy policy,
            long latestContiguousMillis,
            long lastInstalledMillis,
            long expectedUntilMillis,
            boolean held) {
        // A mark before an installation may have to move there first, and an absent one is before all of them.
        if (held || latestContiguousMillis < lastInstalledMillis) {
            return Verdict.EXAMINE;
        }
        if (latestContiguousMillis > policy.notDueAboveMillis()) {
            return Verdict.NOT_DUE;
        }
        long nothingFrom = policy.removalEndsHorizon()
                ? Math.min(policy.nothingFromMillis(), expectedUntilMillis)
                : policy.nothingFromMillis();
        return latestContiguousMillis >= nothingFrom ? Verdict.NOTHING_CAN_BE_MISSING : Verdict.EXAMINE;
    }

    /**
     * Looks at components {@code [from, to)}.
     *
     * @param policies of this run, as the policy column counts them
     * @param examine takes the indexes of the components to be examined, ascending, from its beginning; holds at least
     *     {@code to - from}
     */
    public static Counts scan(Columns columns, ScanPolicy[] policies, int from, int to, int[] examine) {
        int examineCount = 0;
        int notDue = 0;
        for (int i = from; i < to; i++) {
            boolean held = (columns.held[i >>> 6] >>> i & 1) != 0;
            Verdict verdict = verdict(
                    policies[columns.policy[i]],
                    columns.latestContiguousMillis[i],
                    columns.lastInstalledMillis[i],
                    columns.expectedUntilMillis[i],
                    held);
            examine[examineCount] = i;
            examineCount += verdict == Verdict.EXAMINE ? 1 : 0;
            notDue += verdict == Verdict.NOT_DUE ? 1 : 0;
        }
        return new Counts(examineCount, notDue, to - from - examineCount - notDue);
    }

    /** For the column of last installations: when the last one began; {@link Long#MAX_VALUE} when there is none. */
    public static long lastInstalled(InstallationHistory history) {
        List<Installation> installations = history.installations();
        return installations.isEmpty()
                ? Long.MAX_VALUE
                : installations.get(installations.size() - 1).inForce().fromMillis();
    }

    /** For the column of an interval component: the end of the last whole interval of its last installation. */
    public static long intervalsExpectedUntil(InstallationHistory history, IntervalGrid grid) {
        return grid.floor(lastRemoval(history));
    }

    /** For the column of a scalar component: the last read expected of its last installation. */
    public static long readsExpectedUntil(InstallationHistory history, ScalarSettings settings) {
        long removed = lastRemoval(history);
        if (removed == Long.MAX_VALUE || removed == Long.MIN_VALUE) {
            return removed;
        }
        return new ExpectedInstants(
                        HorizonEnd.clock(history, removed),
                        settings.firstDailyMeasurementTime(),
                        settings.hoursBetweenMeasurements())
                .lastAtOrBefore(removed - 1);
    }

    /** {@link Long#MAX_VALUE} while installed, {@link Long#MIN_VALUE} when it never was. */
    private static long lastRemoval(InstallationHistory history) {
        List<Installation> installations = history.installations();
        return installations.isEmpty()
                ? Long.MIN_VALUE
                : installations.get(installations.size() - 1).inForce().toMillis();
    }
}
