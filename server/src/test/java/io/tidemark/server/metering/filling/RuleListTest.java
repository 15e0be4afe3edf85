package io.tidemark.server.metering.filling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleListTest {

    private static List<String> problems(SeriesKind kind, RuleSettings... rules) {
        return RuleList.problems(kind, List.of(rules)).stream()
                .map(SettingProblem::text)
                .toList();
    }

    @Test
    void eachKindHasTheDefaultListOfTheSpecification() {
        assertThat(RuleList.defaultFor(SeriesKind.INTERVAL_VALUES).rules().stream()
                        .map(RuleSettings::rule))
                .containsExactly(
                        FillingRule.ZERO_WHEN_SUPPRESSED,
                        FillingRule.INTERPOLATION,
                        FillingRule.LIKE_DAY,
                        FillingRule.SCALE_TO_REGISTER);
        assertThat(RuleList.defaultFor(SeriesKind.SCALAR).rules().stream().map(RuleSettings::rule))
                .containsExactly(
                        FillingRule.SCALAR_FROM_INTERVALS, FillingRule.SCALAR_HISTORY, FillingRule.SCALAR_PRORATION);
        assertThat(Stream.of(SeriesKind.values()).map(RuleList::defaultFor)).hasSize(3);
    }

    @Test
    void twoHoursHoldAsManyIntervalsAsFit() {
        RuleSettings rule = RuleSettings.of(FillingRule.INTERPOLATION);
        assertThat(rule.consecutiveIntervalsMaxFor(15 * 60_000)).isEqualTo(8);
        assertThat(rule.consecutiveIntervalsMaxFor(60_000)).isEqualTo(120);
        assertThat(rule.consecutiveIntervalsMaxFor(3 * 3_600_000)).isZero();
        assertThat(RuleSettings.interpolation(3).consecutiveIntervalsMaxFor(3 * 3_600_000))
                .isEqualTo(3);
    }

    @Test
    void aRuleOfAnotherKindIsNamed() {
        assertThat(problems(SeriesKind.SCALAR, RuleSettings.of(FillingRule.LIKE_DAY)))
                .containsExactly("rules[0].rule is LIKE_DAY: it cannot fill components of kind SCALAR; take it out");
        assertThat(problems(SeriesKind.INTERVAL_VALUES, RuleSettings.of(FillingRule.SCALAR_HISTORY)))
                .hasSize(1);
        assertThat(problems(SeriesKind.INTERVAL_REGISTER, RuleSettings.of(FillingRule.LIKE_DAY)))
                .hasSize(1);
    }

    @Test
    void impossibleNumbersAreNamedWithTheirBounds() {
        assertThat(problems(SeriesKind.INTERVAL_VALUES, RuleSettings.interpolation(0), RuleSettings.likeDay(0, 53, 4)))
                .containsExactly(
                        "rules[0].consecutiveIntervalsMax is 0: it lies outside 1 to 44640; give a number within",
                        "rules[1].lookBackWeeks is 0: it lies outside 1 to 52; give a number within",
                        "rules[1].lookForwardWeeks is 53: it lies outside 0 to 52; give a number within",
                        "rules[1].likeDaysMin is 4: it lies outside 1 to 3; give a number within");
    }

    @Test
    void aSettingOfAnotherRuleIsNamed() {
        assertThat(problems(SeriesKind.INTERVAL_VALUES, new RuleSettings(FillingRule.LIKE_DAY, 8, null, null, null)))
                .containsExactly("rules[0].consecutiveIntervalsMax is 8: it is a setting of INTERPOLATION, not of"
                        + " LIKE_DAY; leave it out");
    }

    @Test
    void aRuleStandsInAListAtMostOnceAndScalingNeedsOneBeforeIt() {
        assertThat(problems(
                        SeriesKind.INTERVAL_VALUES,
                        RuleSettings.of(FillingRule.SCALE_TO_REGISTER),
                        RuleSettings.of(FillingRule.INTERPOLATION),
                        RuleSettings.of(FillingRule.INTERPOLATION)))
                .containsExactly(
                        "rules[0].rule is SCALE_TO_REGISTER: it scales what rules before it made and there is none; put"
                                + " it behind one",
                        "rules[2].rule is INTERPOLATION: it is listed before; a rule stands in a list at most once");
    }

    @Test
    void aListWithAProblemCannotBeMade() {
        assertThatThrownBy(() -> new RuleList(SeriesKind.SCALAR, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rules is []: no rule is listed; name one or leave the list to its default");
    }
}
