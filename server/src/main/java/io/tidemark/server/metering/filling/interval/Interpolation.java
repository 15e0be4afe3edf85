package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A straight line through a run of consecutive open intervals, between the intervals directly before and after it.
 *
 * <p>An end point has a value that was measured, entered or estimated; a missing, disconnected or zero-filled interval is
 * none, and a run beside it has only its other end point, from which it is flat. A run without any, or longer than the
 * bound, is left open. The values of a register need both end points, and a fall between them must be a rollover: one
 * read says nothing of how fast it went on.
 */
final class Interpolation {

    private final IntervalComponent component;
    private final boolean register;
    private final MeasuredSeries surroundings;
    private final int intervalsMax;
    private final double[] value = new double[1];
    private final int[] condition = new int[1];

    Interpolation(IntervalComponent component, SeriesKind kind, MeasuredSeries surroundings, RuleSettings settings) {
        this.component = component;
        this.register = kind == SeriesKind.INTERVAL_REGISTER;
        this.surroundings = surroundings;
        this.intervalsMax = settings.consecutiveIntervalsMaxFor(component.grid().lengthMillis());
    }

    void apply(IntervalDraft draft) {
        int i = 0;
        while (i < draft.intervals()) {
            int from = i++;
            if (draft.isOpen(from)) {
                while (i < draft.intervals() && draft.isOpen(i)) {
                    i++;
                }
                fillRun(draft, from, i);
            }
        }
    }

    private void fillRun(IntervalDraft draft, int from, int to) {
        int intervals = to - from;
        if (intervals > intervalsMax) {
            draft.refuse(FillingRule.INTERPOLATION, intervals + " consecutive intervals are more than " + intervalsMax);
            return;
        }
        Read before = endPoint(draft, from - 1);
        Read after = endPoint(draft, to);
        if (before == null && after == null) {
            draft.refuse(FillingRule.INTERPOLATION, "no good value on either side");
            return;
        }
        if (register && !fillRegisterRun(draft, from, to, before, after)) {
            return;
        }
        if (!register) {
            double first = (before != null ? before : after).value();
            double last = (after != null ? after : before).value();
            for (int i = 1; i <= intervals; i++) {
                draft.fill(from + i - 1, between(first, last, i, intervals + 1), FillingRule.INTERPOLATION);
            }
        }
        draft.explain(new Evidence.Interpolated(from, to, before, after));
        long length = component.grid().lengthMillis();
        draft.restsOn(Dependency.onOwn(
                draft.startOf(from) - (before == null ? 0 : length), draft.startOf(to) + (after == null ? 0 : length)));
    }

    /** Weighted by distance rather than stepped: equal ends stay exactly equal and nothing adds up along the run. */
    private static double between(double first, double last, int step, int steps) {
        return first == last ? first : (first * (steps - step) + last * step) / steps;
    }

    private boolean fillRegisterRun(IntervalDraft draft, int from, int to, Read before, Read after) {
        Counting counting = component.counting();
        BigDecimal difference =
                before == null || after == null ? null : counting.difference(before.value(), after.value());
        if (difference == null) {
            draft.refuse(
                    FillingRule.INTERPOLATION, "a register needs good reads on both sides that it can have counted");
            return false;
        }
        BigDecimal steps = BigDecimal.valueOf(to - from + 1);
        for (int i = from; i < to; i++) {
            BigDecimal share =
                    difference.multiply(BigDecimal.valueOf(i - from + 1)).divide(steps, MathContext.DECIMAL64);
            draft.fill(
                    i,
                    counting.shown(BigDecimal.valueOf(before.value()).add(share))
                            .doubleValue(),
                    FillingRule.INTERPOLATION);
        }
        return true;
    }

    private Read endPoint(IntervalDraft draft, int index) {
        long at = draft.startOf(index);
        if (index >= 0 && index < draft.intervals()) {
            value[0] = draft.value(index);
            condition[0] = draft.condition(index);
        } else {
            surroundings.read(at, 1, value, condition);
        }
        boolean good = Double.isFinite(value[0])
                && ConditionCode.carriesValue(condition[0])
                && !ConditionCode.isOutage(condition[0]);
        return good ? new Read(at, value[0], condition[0]) : null;
    }
}
