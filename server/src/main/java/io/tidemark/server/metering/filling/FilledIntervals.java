package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * What filling made of one interval initial measurement.
 *
 * <p>The arrays have one element per interval and belong to the result; nobody writes to them.
 */
public final class FilledIntervals {

    private static final byte NO_RULE = -1;

    private final Period period;
    private final double[] values;
    private final int[] conditions;
    private final byte[] rules;
    private final double[] unscaled;
    private final FillingRule lastRule;
    private final List<Evidence> evidence;
    private final List<Dependency> dependencies;
    private final FillingProblem problem;

    /** For the filling rooms, which give the arrays away; {@code rules} holds ordinals, -1 where no rule gave a value. */
    public FilledIntervals(
            Period period,
            double[] values,
            int[] conditions,
            byte[] rules,
            double[] unscaled,
            FillingRule lastRule,
            List<Evidence> evidence,
            List<Dependency> dependencies,
            FillingProblem problem) {
        this.period = period;
        this.values = values;
        this.conditions = conditions;
        this.rules = rules;
        this.unscaled = unscaled;
        this.lastRule = lastRule;
        this.evidence = List.copyOf(evidence);
        this.dependencies = List.copyOf(dependencies);
        this.problem = problem;
    }

    /** The period of the initial measurement. */
    public Period period() {
        return period;
    }

    /** The estimate of each interval; NaN where none was made: disconnected, measured meanwhile, or no rule had one. */
    public double[] values() {
        return values;
    }

    /**
     * The condition code of each interval: of the rule that made the value; 102000 while disconnected; of the
     * measurement that is there already; 101000 where no rule had a value.
     */
    public int[] conditions() {
        return conditions;
    }

    /** The rule that made the value of an interval, a scaling included; {@code null} where none was made. */
    public FillingRule ruleAt(int index) {
        return rules[index] == NO_RULE ? null : FillingRule.of(rules[index]);
    }

    /** The estimate of an interval before it was scaled; the estimate itself when it was not. */
    public double unscaledAt(int index) {
        return unscaled == null || Double.isNaN(unscaled[index]) ? values[index] : unscaled[index];
    }

    /** The last rule that gave or changed a value; {@code null} when none did. */
    public FillingRule lastRule() {
        return lastRule;
    }

    /** Why the value of an interval is what it is: the rule that made it, then the one that scaled it. */
    public List<Evidence> why(int index) {
        return evidence.stream()
                .filter(one -> one.fromIndex() <= index && index < one.toIndex())
                .toList();
    }

    /** All evidence, in the order in which the rules were asked; unmodifiable. */
    public List<Evidence> evidence() {
        return evidence;
    }

    /** What the values rest on, the period itself first; unmodifiable. */
    public List<Dependency> dependencies() {
        return dependencies;
    }

    /** Whether a change of these measurements makes it necessary to fill again. */
    public boolean touchedBy(Dependency.Source changed, int changedRegister, Period when) {
        return dependencies.stream().anyMatch(one -> one.touchedBy(changed, changedRegister, when));
    }

    /** Why this is an exception; {@code null} when everything was filled. */
    public FillingProblem problem() {
        return problem;
    }

    /** Whether something was left without a value, or scaling failed; its values are then not to be finalised. */
    public boolean isException() {
        return problem != null;
    }
}
