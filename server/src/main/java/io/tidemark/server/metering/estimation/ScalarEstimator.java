package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.gap.MissingReads;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Periodic estimation of one scalar component that is read by itself (periodic-estimation rules, "Scalar MCs"). */
public final class ScalarEstimator {

    private ScalarEstimator() {}

    /**
     * Decides what is to be asked for at the run's process date/time. Nothing is changed; the same arguments give the same
     * answer.
     *
     * @param settings without {@linkplain EstimationSettings#problems() problems}
     * @param servicePoints state of a service point by the number that {@link Installation#servicePoint()} holds
     */
    public static ComponentEstimate estimate(
            EstimationRun run,
            ScalarSettings settings,
            ScalarComponent component,
            IntFunction<ServicePointState> servicePoints) {
        MissingReads missing = settings.missingReads(component.history());
        long stored = component.latestContiguousMillis();
        long mark = new ScalarTideMark(missing).atRun(stored, run, component.reads());
        // A mark that this run is the first to set does not make the component early: it was without one until now.
        long known = stored == TideMark.ABSENT ? TideMark.ABSENT : mark;
        Optional<Skip> skip = Eligibility.skip(run, settings, component.history(), servicePoints, known);
        if (skip.isPresent()) {
            return ComponentEstimate.skipped(mark, skip.get());
        }
        Optional<HorizonBegin> begin = HorizonBegin.find(
                run,
                settings.maxDaysToEstimate(),
                component.history(),
                known,
                () -> ScalarTideMark.lastUsable(run, component.reads()));
        if (begin.isEmpty()) {
            return ComponentEstimate.skipped(mark, new Skip(SkipReason.NO_HORIZON, Long.MAX_VALUE));
        }
        HorizonEnd end = HorizonEnd.ofScalar(run, settings, component.history());
        Horizon horizon = new Horizon(begin.get().atMillis(), begin.get().rule(), end.atMillis(), end.rule());
        List<ExaminedGap> gaps = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        boolean complete = examine(run, settings, component, missing, horizon, gaps, outcomes);
        return ComponentEstimate.examined(mark, horizon, component.history(), gaps, outcomes, complete);
    }

    private static boolean examine(
            EstimationRun run,
            ScalarSettings settings,
            ScalarComponent component,
            MissingReads missing,
            Horizon horizon,
            List<ExaminedGap> gaps,
            List<Outcome> outcomes) {
        UnderWay underWay = new UnderWay(component.inProgress(), settings.create());
        // While its late window is open, its last instant included, a read may still come.
        long through = Math.min(horizon.toMillis(), run.processMillis() - missing.lateMillis() - 1);
        return missing.find(component.reads(), horizon.fromMillis(), through, at -> {
            if (outcomes.size() >= ComponentEstimate.OUTCOMES_MAX) {
                return false;
            }
            List<InProgress> satisfying = underWay.within(at - missing.earlyMillis(), at + missing.lateMillis());
            boolean asked = satisfying.isEmpty();
            if (gaps.size() < ComponentEstimate.GAPS_MAX) {
                gaps.add(new ExaminedGap(
                        at,
                        at,
                        1,
                        satisfying,
                        asked ? GapFate.WHOLE : GapFate.COVERED,
                        asked ? List.of(new Period(at, at)) : List.of()));
            }
            if (asked) {
                int servicePoint = component
                        .history()
                        .inForceAt(at)
                        .map(Installation::servicePoint)
                        .orElseThrow();
                for (OutcomeKind kind : settings.create().kinds()) {
                    outcomes.add(new Outcome(kind, at, at, 0, List.of(), 0, servicePoint));
                }
            }
            return true;
        });
    }
}
