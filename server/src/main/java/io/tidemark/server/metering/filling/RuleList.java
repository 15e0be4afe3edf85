package io.tidemark.server.metering.filling;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of one component type, in the order in which they are asked.
 *
 * @param kind what the values of the type's components are
 * @param rules at least one, each rule at most once
 */
public record RuleList(SeriesKind kind, List<RuleSettings> rules) {

    /**
     * Checks the list.
     *
     * @throws IllegalArgumentException when {@link #problems} finds any; its message is the first
     */
    public RuleList {
        rules = List.copyOf(rules);
        List<SettingProblem> problems = problems(kind, rules);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0).text());
        }
    }

    /** The list of a type that names no rules. */
    public static RuleList defaultFor(SeriesKind kind) {
        return switch (kind) {
            case INTERVAL_VALUES ->
                ofDefaults(
                        kind,
                        FillingRule.ZERO_WHEN_SUPPRESSED,
                        FillingRule.INTERPOLATION,
                        FillingRule.LIKE_DAY,
                        FillingRule.SCALE_TO_REGISTER);
            case INTERVAL_REGISTER -> ofDefaults(kind, FillingRule.INTERPOLATION);
            case SCALAR ->
                ofDefaults(
                        kind,
                        FillingRule.SCALAR_FROM_INTERVALS,
                        FillingRule.SCALAR_HISTORY,
                        FillingRule.SCALAR_PRORATION);
        };
    }

    /** These rules in this order, each with its defaults. */
    public static RuleList ofDefaults(SeriesKind kind, FillingRule... rules) {
        return new RuleList(kind, Stream.of(rules).map(RuleSettings::of).toList());
    }

    /**
     * Everything that is wrong with a list of rules: none at all, a rule for another kind of component, a rule twice, a
     * scaling with nothing before it to scale, a setting out of its range or of another rule. Empty when nothing is.
     */
    public static List<SettingProblem> problems(SeriesKind kind, List<RuleSettings> rules) {
        List<SettingProblem> found = new ArrayList<>();
        if (rules.isEmpty()) {
            found.add(
                    new SettingProblem("rules", "[]", "no rule is listed; name one or leave the list to its default"));
        }
        Set<FillingRule> seen = EnumSet.noneOf(FillingRule.class);
        for (int i = 0; i < rules.size(); i++) {
            RuleSettings settings = rules.get(i);
            FillingRule rule = settings.rule();
            String field = "rules[" + i + "]";
            if (!rule.appliesTo(kind)) {
                found.add(new SettingProblem(
                        field + ".rule", rule.name(), "it cannot fill components of kind " + kind + "; take it out"));
            }
            if (rule == FillingRule.SCALE_TO_REGISTER && seen.isEmpty()) {
                found.add(new SettingProblem(
                        field + ".rule",
                        rule.name(),
                        "it scales what rules before it made and there is none; put it behind one"));
            }
            if (!seen.add(rule)) {
                found.add(new SettingProblem(
                        field + ".rule", rule.name(), "it is listed before; a rule stands in a list at most once"));
            }
            found.addAll(settings.problems(field));
        }
        return found;
    }
}
