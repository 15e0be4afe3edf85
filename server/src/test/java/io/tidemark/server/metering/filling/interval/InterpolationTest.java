package io.tidemark.server.metering.filling.interval;

import static io.tidemark.server.metering.filling.interval.SampleMeter.at;
import static io.tidemark.server.metering.filling.interval.SampleMeter.hourly;
import static io.tidemark.server.metering.filling.interval.SampleMeter.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import org.junit.jupiter.api.Test;

class InterpolationTest {

    private static final double GAP = Double.NaN;

    private static SampleMeter quarters() {
        return new SampleMeter(15, "UTC");
    }

    @Test
    void betweenTenAndTwentyFourMissingIntervalsAreTwelveFourteenSixteenEighteen() {
        FilledIntervals filled = quarters()
                .values("2026-04-01T10:00:00Z", 10, GAP, GAP, GAP, GAP, 20)
                .estimate("2026-04-01T10:15:00Z", "2026-04-01T11:15:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(12, 14, 16, 18);
        assertThat(filled.conditions()).containsOnly(ConditionCode.ESTIMATED_INTERPOLATION);
        assertThat(filled.lastRule()).isEqualTo(FillingRule.INTERPOLATION);
        assertThat(filled.isException()).isFalse();
        assertThat(filled.why(2))
                .containsExactly(new Evidence.Interpolated(
                        0,
                        4,
                        new Read(at("2026-04-01T10:00:00Z"), 10, ConditionCode.REGULAR),
                        new Read(at("2026-04-01T11:15:00Z"), 20, ConditionCode.REGULAR)));
        assertThat(filled.why(2).get(0).text())
                .isEqualTo("straight line from 10.0 (501000) at 2026-04-01T10:00:00Z to 20.0 (501000) at"
                        + " 2026-04-01T11:15:00Z");
    }

    @Test
    void withOneSideOnlyTheLineIsFlat() {
        assertThat(quarters()
                        .values("2026-04-01T10:00:00Z", 10)
                        .estimate("2026-04-01T10:15:00Z", "2026-04-01T11:00:00Z")
                        .fill(FillingRule.INTERPOLATION)
                        .get(0)
                        .values())
                .containsExactly(10, 10, 10);
        assertThat(quarters()
                        .values("2026-04-01T11:00:00Z", 7)
                        .estimate("2026-04-01T10:15:00Z", "2026-04-01T11:00:00Z")
                        .fill(FillingRule.INTERPOLATION)
                        .get(0)
                        .values())
                .containsExactly(7, 7, 7);
    }

    @Test
    void exactlyTwoHoursAreInterpolatedAndAQuarterMoreIsNot() {
        SampleMeter meter = quarters().constant("2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z", 5);
        FilledIntervals twoHours = meter.without("2026-04-01T10:00:00Z", "2026-04-01T12:00:00Z")
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T12:00:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(twoHours.values()).hasSize(8).containsOnly(5);
        FilledIntervals more = meter.without("2026-04-01T15:00:00Z", "2026-04-01T17:15:00Z")
                .estimate("2026-04-01T15:00:00Z", "2026-04-01T17:15:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(1);
        assertThat(more.values()).hasSize(9).containsOnly(Double.NaN);
        assertThat(more.conditions()).containsOnly(ConditionCode.MISSING);
        assertThat(more.problem().reason()).isEqualTo(FillingProblem.Reason.NO_VALUE_FOUND);
        assertThat(more.problem().message())
                .isEqualTo("no rule had a value for 9 of 9 intervals, the first at 2026-04-01T15:00:00Z;"
                        + " INTERPOLATION: 9 consecutive intervals are more than 8");
    }

    @Test
    void theBoundCanBeSet() {
        SampleMeter meter = hourly().constant("2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z", 5)
                .without("2026-04-01T10:00:00Z", "2026-04-01T13:00:00Z")
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T13:00:00Z");
        assertThat(meter.fill(FillingRule.INTERPOLATION).get(0).isException()).isTrue();
        assertThat(meter.fill(RuleSettings.interpolation(3)).get(0).values()).containsOnly(5);
        assertThat(meter.fill(RuleSettings.interpolation(2)).get(0).isException())
                .isTrue();
    }

    @Test
    void aMissingOutageOrZeroFilledValueIsNoEndPoint() {
        for (int condition : new int[] {
            ConditionCode.MISSING,
            ConditionCode.NO_READ_DISCONNECTED,
            ConditionCode.NO_READ_SUPPRESSED,
            ConditionCode.OUTAGE_ZERO_FILLED,
            202_000
        }) {
            double value = ConditionCode.carriesValue(condition) ? 0 : Double.NaN;
            FilledIntervals filled = hourly().put("2026-04-01T09:00:00Z", value, condition)
                    .values("2026-04-01T12:00:00Z", 8)
                    .estimate("2026-04-01T10:00:00Z", "2026-04-01T12:00:00Z")
                    .fill(FillingRule.INTERPOLATION)
                    .get(0);
            assertThat(filled.values()).as("beside a %d", condition).containsExactly(8, 8);
        }
    }

    @Test
    void anOrdinaryEstimateAndAnEditedValueAreEndPoints() {
        FilledIntervals filled = hourly().put("2026-04-01T09:00:00Z", 2, ConditionCode.ESTIMATED_LIKE_DAY)
                .put("2026-04-01T11:00:00Z", 4, ConditionCode.MANUAL)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T11:00:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(3);
    }

    @Test
    void withoutAnyEndPointNothingIsInvented() {
        FilledIntervals filled = hourly().estimate("2026-04-01T10:00:00Z", "2026-04-01T11:00:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(Double.NaN);
        assertThat(filled.problem().message()).contains("no good value on either side");
    }

    @Test
    void aDisconnectedIntervalBreaksTheLineAndEachSideHasItsOwnEndPoint() {
        FilledIntervals filled = hourly().values("2026-04-01T09:00:00Z", 10, GAP, GAP, GAP, GAP, GAP, 20)
                .estimate(
                        "2026-04-01T10:00:00Z",
                        "2026-04-01T15:00:00Z",
                        period("2026-04-01T12:00:00Z", "2026-04-01T13:00:00Z"))
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(10, 10, Double.NaN, 20, 20);
        assertThat(filled.conditions())
                .containsExactly(301000, 301000, ConditionCode.NO_READ_DISCONNECTED, 301000, 301000);
        assertThat(filled.isException()).isFalse();
        assertThat(filled.ruleAt(2)).isNull();
        assertThat(filled.why(2)).isEmpty();
    }

    @Test
    void anIntervalOnlyPartlyDisconnectedIsEstimated() {
        FilledIntervals filled = hourly().values("2026-04-01T09:00:00Z", 10, GAP, GAP, 10)
                .estimate(
                        "2026-04-01T10:00:00Z",
                        "2026-04-01T12:00:00Z",
                        period("2026-04-01T10:00:01Z", "2026-04-01T12:00:00Z"))
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(10, Double.NaN);
    }

    @Test
    void anActualThatArrivedSplitsTheLineAndIsNotEstimated() {
        FilledIntervals filled = hourly().values("2026-04-01T09:00:00Z", 10, GAP, 30, GAP, 10)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T13:00:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(20, Double.NaN, 20);
        assertThat(filled.conditions()).containsExactly(301000, ConditionCode.REGULAR, 301000);
        assertThat(filled.isException()).isFalse();
    }

    @Test
    void anEarlierEstimateOfOursIsFilledAgainAndAnotherPartysIsKept() {
        FilledIntervals filled = hourly().values("2026-04-01T09:00:00Z", 10, GAP, GAP, GAP, 50)
                .put("2026-04-01T10:00:00Z", 99, ConditionCode.ESTIMATED_LIKE_DAY)
                .put("2026-04-01T11:00:00Z", 30, ConditionCode.ESTIMATED_ELSEWHERE)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T13:00:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(20, Double.NaN, 40);
        assertThat(filled.conditions()[1]).isEqualTo(ConditionCode.ESTIMATED_ELSEWHERE);
    }

    @Test
    void itRestsOnItsPeriodAndItsEndPoints() {
        FilledIntervals filled = hourly().values("2026-04-01T09:00:00Z", 10, GAP, GAP, 20)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T12:00:00Z")
                .fill(FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.touchedBy(
                        Dependency.Source.OWN_SERIES,
                        Dependency.NO_REGISTER,
                        period("2026-04-01T09:00:00Z", "2026-04-01T10:00:00Z")))
                .isTrue();
        assertThat(filled.touchedBy(
                        Dependency.Source.OWN_SERIES,
                        Dependency.NO_REGISTER,
                        period("2026-04-01T08:00:00Z", "2026-04-01T09:00:00Z")))
                .isFalse();
        assertThat(filled.touchedBy(
                        Dependency.Source.OWN_SERIES,
                        Dependency.NO_REGISTER,
                        period("2026-04-01T13:00:00Z", "2026-04-01T14:00:00Z")))
                .isFalse();
        assertThat(filled.touchedBy(
                        Dependency.Source.REGISTER, 0, period("2026-04-01T09:00:00Z", "2026-04-01T10:00:00Z")))
                .isFalse();
    }

    @Test
    void measurementsOutsideTheUsablePeriodAreNoEndPoints() {
        SampleMeter meter = hourly().values("2026-04-01T09:00:00Z", 10, GAP, 20)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T11:00:00Z");
        meter.usable = period("2026-04-01T10:00:00Z", "2026-04-02T00:00:00Z");
        assertThat(meter.fill(FillingRule.INTERPOLATION).get(0).values()).containsExactly(20);
    }

    @Test
    void theValuesOfARegisterGoStraightAndRollOverAtItsCapacity() {
        RuleList rules = RuleList.defaultFor(SeriesKind.INTERVAL_REGISTER);
        SampleMeter meter = hourly().values("2026-04-01T09:00:00Z", 9_980, GAP, GAP, 10)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T12:00:00Z");
        meter.counting = Counting.forwardTo(10_000);
        assertThat(meter.fill(rules).get(0).values()).containsExactly(9_990, 0);
        meter.counting = Counting.FORWARD;
        assertThat(meter.fill(rules).get(0).isException()).isTrue();
    }

    @Test
    void theValuesOfARegisterNeedBothEndPoints() {
        assertThat(hourly().values("2026-04-01T09:00:00Z", 100)
                        .estimate("2026-04-01T10:00:00Z", "2026-04-01T11:00:00Z")
                        .fill(RuleList.defaultFor(SeriesKind.INTERVAL_REGISTER))
                        .get(0)
                        .isException())
                .isTrue();
    }
}
