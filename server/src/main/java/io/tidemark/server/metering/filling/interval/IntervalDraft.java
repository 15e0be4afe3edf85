package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An initial measurement while it is being filled. An interval is one of
 *
 * <ul>
 *   <li><em>kept</em>: a measured or manual reading, or somebody else's estimate, is there already;
 *   <li><em>disconnected</em>: not estimated;
 *   <li><em>open</em>: to be filled, without a value yet;
 *   <li><em>filled</em>: to be filled, and a rule gave it a value.
 * </ul>
 *
 * An estimate of Tidemark's own that is there from an earlier filling counts as nothing: the interval is open again.
 */
final class IntervalDraft {

    private static final byte NONE = -1;
    private static final byte KEPT = -2;
    private static final byte DISCONNECTED = -3;

    private final Period period;
    private final long lengthMillis;
    private final double[] values;
    private final int[] conditions;
    private final byte[] rules;
    private double[] unscaled;
    private FillingRule lastRule;
    private FillingProblem problem;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Set<Dependency> dependencies = new LinkedHashSet<>();
    private final Map<FillingRule, String> refusals = new EnumMap<>(FillingRule.class);

    IntervalDraft(IntervalGrid grid, MeasuredSeries measured, IntervalEstimate estimate) {
        period = estimate.period();
        lengthMillis = grid.lengthMillis();
        int intervals = (int) grid.count(period.fromMillis(), period.toMillis());
        values = new double[intervals];
        conditions = new int[intervals];
        rules = new byte[intervals];
        measured.read(period.fromMillis(), intervals, values, conditions);
        for (int i = 0; i < intervals; i++) {
            rules[i] = stateOf(values[i], conditions[i]);
        }
        for (Period off : estimate.disconnected()) {
            long from = Math.max(grid.ceil(off.fromMillis()), period.fromMillis());
            long to = Math.min(grid.floor(off.toMillis()), period.toMillis());
            for (long at = from; at < to; at += lengthMillis) {
                int i = indexOf(at);
                rules[i] = rules[i] == KEPT ? KEPT : DISCONNECTED;
            }
        }
        for (int i = 0; i < intervals; i++) {
            if (rules[i] != KEPT) {
                values[i] = Double.NaN;
                conditions[i] = rules[i] == DISCONNECTED ? ConditionCode.NO_READ_DISCONNECTED : ConditionCode.MISSING;
            }
        }
        dependencies.add(Dependency.onOwn(period.fromMillis(), period.toMillis()));
    }

    private static byte stateOf(double value, int condition) {
        if (isKept(value, condition)) {
            return KEPT;
        }
        return ConditionCode.isDisconnected(condition) ? DISCONNECTED : NONE;
    }

    /** Whether a measurement stands against every estimate of ours. */
    static boolean isKept(double value, int condition) {
        return Double.isFinite(value)
                && (ConditionCode.isActual(condition)
                        || ConditionCode.isEstimate(condition) && !ConditionCode.isEstimatedHere(condition));
    }

    Period period() {
        return period;
    }

    int intervals() {
        return values.length;
    }

    long startOf(int index) {
        return period.fromMillis() + index * lengthMillis;
    }

    int indexOf(long atMillis) {
        return (int) ((atMillis - period.fromMillis()) / lengthMillis);
    }

    boolean isOpen(int index) {
        return rules[index] == NONE;
    }

    boolean isFilled(int index) {
        return rules[index] >= 0;
    }

    boolean isDisconnected(int index) {
        return rules[index] == DISCONNECTED;
    }

    /** The value of a kept or filled interval, NaN of any other. */
    double value(int index) {
        return values[index];
    }

    int condition(int index) {
        return conditions[index];
    }

    /** Gives a value to an interval that is open, or a new one to a filled interval. */
    void fill(int index, double value, FillingRule rule) {
        values[index] = value;
        conditions[index] = rule.condition();
        rules[index] = (byte) rule.ordinal();
        lastRule = rule;
    }

    /** Gives a filled interval its scaled value and keeps the former. */
    void scale(int index, double value) {
        if (unscaled == null) {
            unscaled = new double[values.length];
            Arrays.fill(unscaled, Double.NaN);
        }
        unscaled[index] = values[index];
        fill(index, value, FillingRule.SCALE_TO_REGISTER);
    }

    void explain(Evidence one) {
        evidence.add(one);
    }

    void restsOn(Dependency one) {
        dependencies.add(one);
    }

    /** Notes why a rule had no value for some interval; the first reason of a rule is kept. */
    void refuse(FillingRule rule, String why) {
        refusals.putIfAbsent(rule, why);
    }

    /** Makes it an exception; the first reason stays. */
    void fail(FillingProblem.Reason reason, String message) {
        if (problem == null) {
            problem = new FillingProblem(reason, message);
        }
    }

    FilledIntervals finish() {
        int left = 0;
        long firstLeft = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            if (isOpen(i)) {
                left++;
                firstLeft = startOf(i);
            }
            if (!isFilled(i)) {
                values[i] = Double.NaN;
                rules[i] = NONE;
            }
        }
        if (left > 0) {
            fail(
                    FillingProblem.Reason.NO_VALUE_FOUND,
                    "no rule had a value for " + left + " of " + values.length + " intervals, the first at "
                            + Instant.ofEpochMilli(firstLeft) + refusalsShown());
        }
        return new FilledIntervals(
                period, values, conditions, rules, unscaled, lastRule, evidence, List.copyOf(dependencies), problem);
    }

    private String refusalsShown() {
        StringBuilder text = new StringBuilder();
        refusals.forEach(
                (rule, why) -> text.append("; ").append(rule).append(": ").append(why));
        return text.toString();
    }
}
