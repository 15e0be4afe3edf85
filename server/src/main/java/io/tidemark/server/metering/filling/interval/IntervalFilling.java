package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;

/** Fills interval initial measurements. */
public final class IntervalFilling {

    /** The most intervals of one initial measurement that are filled; a longer one is an exception. */
    public static final int INTERVALS_MAX = 1 << 20;

    private IntervalFilling() {}

    /**
     * Offers the initial measurements of one component to its rules.
     *
     * <p>Give all that are in progress at once: one that lies between the same two register reads as another can only be
     * scaled together with it. The same arguments give the same results; nothing is changed.
     *
     * @param rules for interval values or an interval register; not for scalars
     * @param estimates disjoint, in any order
     * @return one result for each, in the same order
     * @throws IllegalArgumentException when the list is for scalars, or a period is empty or off the grid
     */
    public static List<FilledIntervals> fill(
            IntervalComponent component, RuleList rules, List<IntervalEstimate> estimates) {
        if (rules.kind() == SeriesKind.SCALAR) {
            throw new IllegalArgumentException("rules for scalars cannot fill intervals");
        }
        IntervalGrid grid = component.grid();
        List<IntervalDraft> drafts = new ArrayList<>(estimates.size());
        for (IntervalEstimate estimate : estimates) {
            drafts.add(
                    isTooLong(grid, estimate.period())
                            ? null
                            : new IntervalDraft(grid, component.measured(), estimate));
        }
        List<IntervalDraft> toFill =
                drafts.stream().filter(draft -> draft != null).toList();
        Surroundings surroundings = new Surroundings(component, toFill);
        for (RuleSettings settings : rules.rules()) {
            apply(settings, rules.kind(), component, surroundings, toFill);
        }
        List<FilledIntervals> results = new ArrayList<>(estimates.size());
        for (int i = 0; i < drafts.size(); i++) {
            results.add(
                    drafts.get(i) == null
                            ? tooLong(estimates.get(i).period())
                            : drafts.get(i).finish());
        }
        return results;
    }

    private static void apply(
            RuleSettings settings,
            SeriesKind kind,
            IntervalComponent component,
            MeasuredSeries surroundings,
            List<IntervalDraft> drafts) {
        switch (settings.rule()) {
            case ZERO_WHEN_SUPPRESSED -> drafts.forEach(draft -> ZeroWhenSuppressed.apply(component, draft));
            case INTERPOLATION -> {
                Interpolation rule = new Interpolation(component, kind, surroundings, settings);
                drafts.forEach(rule::apply);
            }
            case LIKE_DAY -> {
                LikeDay rule = new LikeDay(component, surroundings, settings);
                drafts.forEach(rule::apply);
            }
            case SCALE_TO_REGISTER -> new ScaleToRegister(component, surroundings, drafts).apply();
            default -> throw new IllegalArgumentException(settings.rule() + " cannot fill intervals");
        }
    }

    private static boolean isTooLong(IntervalGrid grid, Period period) {
        if (period.isEmpty() || !grid.isOnGrid(period.fromMillis()) || !grid.isOnGrid(period.toMillis())) {
            throw new IllegalArgumentException(
                    "initial measurement " + period + " is empty or does not lie on the grid " + grid);
        }
        return grid.count(period.fromMillis(), period.toMillis()) > INTERVALS_MAX;
    }

    private static FilledIntervals tooLong(Period period) {
        FillingProblem problem = new FillingProblem(
                FillingProblem.Reason.TOO_MANY_INTERVALS,
                "it has more than " + INTERVALS_MAX + " intervals; split it into shorter ones");
        return new FilledIntervals(
                period,
                new double[0],
                new int[0],
                new byte[0],
                null,
                null,
                List.of(),
                List.of(Dependency.onOwn(period.fromMillis(), period.toMillis())),
                problem);
    }
}
