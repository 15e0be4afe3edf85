package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Periodic estimation of a scalar component, an expected instant at a time: slow, plain, and code of its own. */
final class PlainReads {

    private final InstallationHistory history;
    private final List<ServicePointState> servicePoints;
    private final SetOfReadings reads;
    private final ScalarSettings settings;
    private final long early;
    private final long late;
    private final TreeSet<Long> expected = new TreeSet<>();

    PlainReads(RandomPortfolio portfolio, SetOfReadings reads, ScalarSettings settings) {
        this(portfolio, portfolio.history, reads, settings);
    }

    PlainReads(RandomPortfolio portfolio, InstallationHistory history, SetOfReadings reads, ScalarSettings settings) {
        this.history = history;
        this.servicePoints = portfolio.servicePoints;
        this.reads = reads;
        this.settings = settings;
        this.early = settings.earlyThreshold().toMillis();
        this.late = settings.lateThreshold().toMillis();
        for (Installation installation : history.installations()) {
            TreeSet<Long> instants = ClockReader.instants(
                    installation,
                    settings.firstDailyMeasurementTime(),
                    settings.hoursBetweenMeasurements(),
                    portfolio.begin - RandomPortfolio.DAY,
                    portfolio.end + 6 * RandomPortfolio.DAY);
            for (long at : instants) {
                boolean connected =
                        settings.evaluateInstallationEventOffPeriod() || !PlainCommon.isOff(installation, at);
                if (PlainCommon.inForce(installation, at) && connected) {
                    expected.add(at);
                }
            }
        }
    }

    /** What a run is expected to come to; {@code asked} without regard to how many outcomes an instant brings. */
    record Result(long mark, SkipReason skip, long from, long to, List<Long> asked) {}

    Result run(EstimationRun run, long storedMark, List<InProgress> inProgress) {
        Long usable = null;
        if (run.lastUsableHours().isPresent()) {
            long earliest = run.processMillis() - run.lastUsableHours().getAsInt() * 3_600_000L;
            for (long read : reads.instants()) {
                usable = earliest <= read && read <= run.processMillis() ? Long.valueOf(read) : usable;
            }
        }
        long mark = storedMark;
        if (storedMark == TideMark.ABSENT && usable != null) {
            mark = follow(usable);
        } else if (storedMark != TideMark.ABSENT) {
            mark = PlainCommon.validated(storedMark, history, run.processMillis());
            mark = mark == storedMark ? mark : follow(mark);
        }
        long known = storedMark == TideMark.ABSENT ? TideMark.ABSENT : mark;
        SkipReason skip = PlainCommon.skip(run, settings.hoursBeforeEstimation(), history, servicePoints, known);
        if (skip != null) {
            return new Result(mark, skip, 0, 0, List.of());
        }
        long from = PlainCommon.horizonBegin(run, settings, history, known, usable);
        long to = end(run);
        List<Long> asked = new ArrayList<>();
        for (long at : expected) {
            boolean due = from < at && at <= to && at + late < run.processMillis();
            if (due && !isRead(at) && !isUnderWay(at, inProgress)) {
                asked.add(at);
            }
        }
        return new Result(mark, null, from, to, asked);
    }

    /** The latest read with no missing expected instant between the mark and it. */
    long follow(long mark) {
        long latest = mark;
        for (long read : reads.instants()) {
            if (read <= mark) {
                continue;
            }
            for (long at : expected.subSet(latest, false, read, false)) {
                if (!isRead(at)) {
                    return latest;
                }
            }
            latest = read;
        }
        return latest;
    }

    /** The next expected instant; the given one when none follows. */
    long expectedFrom(long at) {
        Long next = expected.ceiling(at);
        return next == null ? at : next;
    }

    /** How many expected instants after one instant and before another have no read. */
    long missingBetween(long after, long before) {
        return expected.subSet(after, false, before, false).stream()
                .filter(at -> !isRead(at))
                .count();
    }

    private boolean isRead(long at) {
        return reads.instants().stream().anyMatch(read -> at - early <= read && read <= at + late);
    }

    private boolean isUnderWay(long at, List<InProgress> inProgress) {
        return inProgress.stream()
                .filter(each -> each.kind() == OutcomeKind.INITIAL_MEASUREMENT || settings.create() == Creation.TO_DO)
                .anyMatch(each -> at - early <= each.fromMillis() && each.fromMillis() <= at + late);
    }

    private long end(EstimationRun run) {
        long end = run.processMillis()
                - settings.hoursBeforeEstimation() * 3_600_000L
                + settings.hoursToEstimate() * 3_600_000L;
        end = Math.min(end, run.processMillis());
        Installation last = PlainCommon.speaksFor(history, end);
        if (last == null) {
            return end;
        }
        end = Math.min(end, last.effective().toMillis());
        if (settings.evaluateInstallationEventOffPeriod()) {
            return Math.min(end, last.installed().toMillis());
        }
        for (Period off : last.off()) {
            if (off.fromMillis() <= end && end < off.toMillis()) {
                return off.fromMillis();
            }
        }
        return end;
    }
}
