package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** Periodic estimation of an interval component an interval and a minute at a time: slow, plain, and code of its own. */
final class PlainIntervals {

    private static final long MINUTE = 60_000L;

    private final IntervalGrid grid;
    private final InstallationHistory history;
    private final SetOfReadings readings;
    private final List<ServicePointState> servicePoints;

    PlainIntervals(RandomPortfolio portfolio, SetOfReadings readings) {
        this(portfolio, portfolio.history, readings);
    }

    PlainIntervals(RandomPortfolio portfolio, InstallationHistory history, SetOfReadings readings) {
        this.grid = portfolio.grid;
        this.history = history;
        this.readings = readings;
        this.servicePoints = portfolio.servicePoints;
    }

    /** What a run is expected to come to. */
    record Result(long mark, SkipReason skip, long from, long to, List<Outcome> outcomes) {}

    Result run(EstimationRun run, IntervalSettings settings, long storedMark, List<InProgress> inProgress) {
        long mark = PlainCommon.validated(storedMark, history, run.processMillis());
        if (mark != storedMark) {
            mark = follow(mark);
        }
        SkipReason skip = PlainCommon.skip(run, settings.hoursToWait(), history, servicePoints, mark);
        if (skip != null) {
            return new Result(mark, skip, 0, 0, List.of());
        }
        long from = up(PlainCommon.horizonBegin(run, settings, history, mark, lastUsable(run)));
        long to = down(end(run, settings, mark));
        List<Outcome> outcomes = new ArrayList<>();
        for (TreeSet<Long> gap : gaps(from, to)) {
            for (TreeSet<Long> part : left(gap, settings, inProgress)) {
                ask(run, settings, part, outcomes);
            }
        }
        return new Result(mark, null, from, to, outcomes);
    }

    /** From a mark onward, an interval at a time, over what is measured and what nobody could measure. */
    long follow(long mark) {
        long at = mark;
        while (true) {
            Installation here = PlainCommon.inForceAt(history, at);
            long interval = up(at);
            if (here != null && everyMinute(interval, minute -> PlainCommon.inForce(here, minute))) {
                if (!readings.has(interval)) {
                    return at;
                }
                at = interval + grid.lengthMillis();
                continue;
            }
            Long next = null;
            for (Installation installation : history.installations()) {
                long begins = PlainCommon.begins(installation);
                next = begins > at && (next == null || begins < next) ? Long.valueOf(begins) : next;
            }
            if (next != null) {
                at = next;
            } else if (readings.has(interval)) {
                at = interval + grid.lengthMillis();
            } else {
                return at;
            }
        }
    }

    /** Where the mark stands when this interval is missing and everything before it is there; far away if it is not expected. */
    long holeAt(long interval) {
        Installation here = within(interval);
        if (here != null) {
            return within(interval - grid.lengthMillis()) == here ? interval : PlainCommon.begins(here);
        }
        boolean more = history.installations().stream()
                .anyMatch(installation -> PlainCommon.begins(installation) > interval
                        || up(interval + 1)
                                <= Math.min(
                                        installation.installed().toMillis(),
                                        installation.effective().toMillis()));
        return more ? Long.MAX_VALUE : interval;
    }

    /** The installation within which the whole interval lies, or null. */
    Installation within(long interval) {
        Installation installation = PlainCommon.inForceAt(history, interval);
        return installation != null && everyMinute(interval, minute -> PlainCommon.inForce(installation, minute))
                ? installation
                : null;
    }

    List<TreeSet<Long>> gaps(long from, long to) {
        List<TreeSet<Long>> gaps = new ArrayList<>();
        Installation previous = null;
        for (long interval = up(from); interval + grid.lengthMillis() <= to; interval += grid.lengthMillis()) {
            Installation here = readings.has(interval) ? null : within(interval);
            if (here != null) {
                if (here != previous) {
                    gaps.add(new TreeSet<>());
                }
                gaps.get(gaps.size() - 1).add(interval);
            }
            previous = here;
        }
        return gaps;
    }

    private Long lastUsable(EstimationRun run) {
        if (run.lastUsableHours().isEmpty()) {
            return null;
        }
        long earliest = run.processMillis() - run.lastUsableHours().getAsInt() * 3_600_000L;
        Long usable = null;
        for (long interval : readings.instants()) {
            long end = interval + grid.lengthMillis();
            usable = earliest <= end && end <= run.processMillis() ? Long.valueOf(end) : usable;
        }
        return usable;
    }

    private long end(EstimationRun run, IntervalSettings settings, long mark) {
        long process = run.processMillis();
        long waited = process - settings.hoursToWait() * 3_600_000L;
        if (settings.method() == EstimationMethod.PREDICTABLE_CUTOFF) {
            Installation where = PlainCommon.speaksFor(history, process);
            if (where == null && !history.isEmpty()) {
                where = history.installations().get(0);
            }
            long from = waited - 4 * 86_400_000L;
            return where == null
                    ? ClockReader.instants(
                                    ZoneOffset.UTC,
                                    IncomingDataShift.ALWAYS_STANDARD,
                                    settings.cutOffTime(),
                                    24,
                                    from,
                                    waited)
                            .last()
                    : ClockReader.instants(where, settings.cutOffTime(), 24, from, waited)
                            .last();
        }
        long latest = settings.rollingDelayFrom() == RollingDelayFrom.LATEST ? readings.latestMillis() : mark;
        long end =
                latest == Long.MIN_VALUE ? waited : Math.max(waited, latest + settings.hoursToEstimate() * 3_600_000L);
        end = Math.min(end, process);
        Installation last = PlainCommon.speaksFor(history, end - 1);
        return last == null
                ? end
                : Math.min(
                        end,
                        Math.min(last.effective().toMillis(), last.installed().toMillis()));
    }

    /** What of a gap is asked for; a part holds neighbouring intervals. */
    private List<TreeSet<Long>> left(TreeSet<Long> gap, IntervalSettings settings, List<InProgress> inProgress) {
        List<InProgress> order = new ArrayList<>(inProgress);
        order.removeIf(each -> each.kind() == OutcomeKind.TO_DO && settings.create() != Creation.TO_DO);
        order.sort(Comparator.comparingLong(InProgress::fromMillis)
                .thenComparing(Comparator.comparingLong(InProgress::toMillis).reversed()));
        TreeSet<Long> left = new TreeSet<>(gap);
        for (InProgress each : order) {
            TreeSet<Long> covered = new TreeSet<>(left);
            covered.removeIf(
                    interval -> interval + grid.lengthMillis() <= each.fromMillis() || interval >= each.toMillis());
            if (covered.isEmpty()) {
                continue;
            }
            boolean inside =
                    !covered.first().equals(left.first()) && !covered.last().equals(left.last());
            if (inside && settings.innerInitialMeasurement() == InnerInitialMeasurement.SKIP_GAP) {
                return List.of();
            }
            left.removeAll(covered);
            if (left.isEmpty()) {
                return List.of();
            }
        }
        List<TreeSet<Long>> parts = new ArrayList<>();
        for (long interval : left) {
            if (!left.contains(interval - grid.lengthMillis())) {
                parts.add(new TreeSet<>());
            }
            parts.get(parts.size() - 1).add(interval);
        }
        return parts;
    }

    private void ask(EstimationRun run, IntervalSettings settings, TreeSet<Long> part, List<Outcome> outcomes) {
        Installation where = within(part.first());
        List<Suppression> open =
                new ArrayList<>(servicePoints.get(where.servicePoint()).suppressions());
        open.removeIf(suppression -> !suppression.open());
        List<Period> disconnected = new ArrayList<>();
        long zeroFilled = 0;
        for (long interval : part) {
            long end = interval + grid.lengthMillis();
            if (everyMinute(interval, minute -> PlainCommon.isOff(where, minute))) {
                int last = disconnected.size() - 1;
                if (last >= 0 && disconnected.get(last).toMillis() == interval) {
                    disconnected.set(last, new Period(disconnected.get(last).fromMillis(), end));
                } else {
                    disconnected.add(new Period(interval, end));
                }
            } else if (run.fillMissingDataWithZero()
                    && everyMinute(
                            interval,
                            minute ->
                                    open.stream().anyMatch(each -> each.period().contains(minute)))) {
                zeroFilled++;
            }
        }
        for (OutcomeKind kind : OutcomeKind.values()) {
            if (settings.create() == Creation.BOTH || settings.create().name().equals(kind.name())) {
                outcomes.add(new Outcome(
                        kind,
                        part.first(),
                        part.last() + grid.lengthMillis(),
                        part.size(),
                        disconnected,
                        zeroFilled,
                        where.servicePoint()));
            }
        }
    }

    private boolean everyMinute(long interval, LongPredicate holds) {
        for (long minute = interval; minute < interval + grid.lengthMillis(); minute += MINUTE) {
            if (!holds.test(minute)) {
                return false;
            }
        }
        return true;
    }

    private long up(long at) {
        long down = down(at);
        return down == at ? at : down + grid.lengthMillis();
    }

    private long down(long at) {
        return at - Math.floorMod(at - grid.phaseMillis(), grid.lengthMillis());
    }
}
