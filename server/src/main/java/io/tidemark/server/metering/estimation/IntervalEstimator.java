package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.gap.GapFinder;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Periodic estimation of one interval component (periodic-estimation rules, "Interval MCs"). */
public final class IntervalEstimator {

    private IntervalEstimator() {}

    /**
     * Decides what is to be asked for at the run's process date/time. Nothing is changed; the same arguments give the same
     * answer.
     *
     * @param settings without {@linkplain EstimationSettings#problems() problems}
     * @param servicePoints state of a service point by the number that {@link Installation#servicePoint()} holds
     */
    public static ComponentEstimate estimate(
            EstimationRun run,
            IntervalSettings settings,
            IntervalComponent component,
            IntFunction<ServicePointState> servicePoints) {
        IntervalGrid grid = component.grid();
        long mark = new IntervalTideMark(grid, component.history())
                .atRun(
                        component.latestContiguousMillis(),
                        run.processMillis(),
                        component.presence(),
                        component.latestMillis());
        Optional<Skip> skip = Eligibility.skip(run, settings, component.history(), servicePoints, mark);
        if (skip.isPresent()) {
            return ComponentEstimate.skipped(mark, skip.get());
        }
        Optional<HorizonBegin> begin = HorizonBegin.find(
                run, settings.maxDaysToEstimate(), component.history(), mark, () -> lastUsable(run, component));
        if (begin.isEmpty()) {
            return ComponentEstimate.skipped(mark, new Skip(SkipReason.NO_HORIZON, Long.MAX_VALUE));
        }
        HorizonEnd end = HorizonEnd.ofInterval(run, settings, component.history(), mark, component.latestMillis());
        Horizon horizon = new Horizon(
                grid.ceil(begin.get().atMillis()), begin.get().rule(), grid.floor(end.atMillis()), end.rule());
        UnderWay underWay = new UnderWay(component.inProgress(), settings.create());
        List<ExaminedGap> gaps = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        boolean complete = GapFinder.find(
                component.presence(), grid, component.history(), horizon.fromMillis(), horizon.toMillis(), gap -> {
                    if (outcomes.size() >= ComponentEstimate.OUTCOMES_MAX) {
                        return false;
                    }
                    ExaminedGap examined =
                            underWay.reduce(grid, gap.fromMillis(), gap.toMillis(), settings.innerInitialMeasurement());
                    if (gaps.size() < ComponentEstimate.GAPS_MAX) {
                        gaps.add(examined);
                    }
                    for (Period asked : examined.asked()) {
                        ask(run, settings, grid, gap.installation(), servicePoints, asked, outcomes);
                    }
                    return true;
                });
        return ComponentEstimate.examined(mark, horizon, component.history(), gaps, outcomes, complete);
    }

    private static void ask(
            EstimationRun run,
            IntervalSettings settings,
            IntervalGrid grid,
            Installation installation,
            IntFunction<ServicePointState> servicePoints,
            Period asked,
            List<Outcome> outcomes) {
        long from = asked.fromMillis();
        long to = asked.toMillis();
        List<Period> disconnected = WholeIntervals.within(grid, installation.disconnected(from, to));
        long zeroFilled = 0;
        if (run.fillMissingDataWithZero()) {
            List<Period> suppressed =
                    servicePoints.apply(installation.servicePoint()).suppressedIntervals(grid, from, to);
            zeroFilled = WholeIntervals.countWithout(grid, suppressed, disconnected);
        }
        for (OutcomeKind kind : settings.create().kinds()) {
            outcomes.add(new Outcome(
                    kind, from, to, grid.count(from, to), disconnected, zeroFilled, installation.servicePoint()));
        }
    }

    /**
     * End of the latest interval that ends within the look-back up to the process date/time, both ends included; {@link
     * TideMark#ABSENT} when there is none. Jumps from run to run of measurements.
     */
    private static long lastUsable(EstimationRun run, IntervalComponent component) {
        IntervalGrid grid = component.grid();
        PresenceSeries presence = component.presence();
        long end = Math.min(grid.floor(run.processMillis()), component.latestMillis());
        long at = grid.ceil(run.processLessHours(run.lastUsableHours().orElseThrow())) - grid.lengthMillis();
        long usable = TideMark.ABSENT;
        while (at < end) {
            long present = presence.nextPresent(at, end);
            if (present >= end) {
                break;
            }
            at = presence.nextMissing(present, end);
            usable = at;
        }
        return usable;
    }
}
