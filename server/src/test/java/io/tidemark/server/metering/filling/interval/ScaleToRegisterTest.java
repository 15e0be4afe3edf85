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
import io.tidemark.server.metering.grid.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gaps lie on Wednesday 2026-05-13; what is to be scaled comes from the Wednesday before. */
class ScaleToRegisterTest {

    /** A meter whose like day has these values from 10:00 on. */
    private static SampleMeter estimating(double... estimates) {
        return hourly().constant("2026-05-06T00:00:00Z", "2026-05-07T00:00:00Z", 0)
                .values("2026-05-06T10:00:00Z", estimates);
    }

    private static List<FilledIntervals> fillAll(SampleMeter meter) {
        return meter.fill(FillingRule.ZERO_WHEN_SUPPRESSED, FillingRule.LIKE_DAY, FillingRule.SCALE_TO_REGISTER);
    }

    private static FilledIntervals filled(SampleMeter meter) {
        return fillAll(meter).get(0);
    }

    private static SampleMeter threeHours(double... estimates) {
        return estimating(estimates).estimate("2026-05-13T10:00:00Z", "2026-05-13T13:00:00Z");
    }

    @Test
    void estimatesOfTenTwentyTenAndARegisterOfSixtyGiveFifteenThirtyFifteen() {
        FilledIntervals filled =
                filled(threeHours(10, 20, 10).register("2026-05-13T10:00:00Z", 1000, "2026-05-13T13:00:00Z", 1060));
        assertThat(filled.values()).containsExactly(15, 30, 15);
        assertThat(filled.conditions()).containsOnly(ConditionCode.ESTIMATED_SCALED_TO_REGISTER);
        assertThat(filled.lastRule()).isEqualTo(FillingRule.SCALE_TO_REGISTER);
        assertThat(filled.unscaledAt(1)).isEqualTo(20);
        assertThat(filled.why(1)).hasSize(2);
        assertThat(filled.why(1).get(0)).isInstanceOf(Evidence.LikeDays.class);
        assertThat(filled.why(1).get(1))
                .isEqualTo(new Evidence.Scaled(
                        0,
                        3,
                        0,
                        new Read(at("2026-05-13T10:00:00Z"), 1000, ConditionCode.REGULAR),
                        new Read(at("2026-05-13T13:00:00Z"), 1060, ConditionCode.REGULAR),
                        60,
                        0,
                        40,
                        1.5));
        assertThat(filled.touchedBy(
                        Dependency.Source.REGISTER,
                        0,
                        new Period(at("2026-05-13T13:00:00Z"), at("2026-05-13T13:00:00Z") + 1)))
                .isTrue();
    }

    @Test
    void withAMeasuredTwentyInsideAndATotalOfSixtyTheyStayTenTwentyTen() {
        SampleMeter meter = estimating(10, 99, 20, 10)
                .values("2026-05-13T11:00:00Z", 20)
                .estimate("2026-05-13T10:00:00Z", "2026-05-13T11:00:00Z")
                .estimate("2026-05-13T12:00:00Z", "2026-05-13T14:00:00Z")
                .register("2026-05-13T10:00:00Z", 0, "2026-05-13T14:00:00Z", 60);
        List<FilledIntervals> filled = fillAll(meter);
        assertThat(filled.get(0).values()).containsExactly(10);
        assertThat(filled.get(1).values()).containsExactly(20, 10);
        assertThat(filled.get(1).conditions()).containsOnly(ConditionCode.ESTIMATED_SCALED_TO_REGISTER);
    }

    @Test
    void twoGapsBetweenTheSameReadsAreScaledTogether() {
        SampleMeter meter = estimating(10, 99, 20, 10)
                .values("2026-05-13T11:00:00Z", 20)
                .estimate("2026-05-13T12:00:00Z", "2026-05-13T14:00:00Z")
                .estimate("2026-05-13T10:00:00Z", "2026-05-13T11:00:00Z")
                .register("2026-05-13T10:00:00Z", 0, "2026-05-13T14:00:00Z", 100);
        List<FilledIntervals> filled = fillAll(meter);
        assertThat(filled.get(0).values()).containsExactly(40, 20);
        assertThat(filled.get(1).values()).containsExactly(20);
    }

    @Test
    void measuredIntervalsBesideTheGapCountUntilTheReads() {
        SampleMeter meter = threeHours(10, 20, 10)
                .values("2026-05-13T08:00:00Z", 3, 4)
                .values("2026-05-13T13:00:00Z", 5)
                .register("2026-05-13T08:00:00Z", 500, "2026-05-13T14:00:00Z", 572);
        assertThat(filled(meter).values()).containsExactly(15, 30, 15);
    }

    @Test
    void withDecimalsTheRestIsHandedOutUnitByUnitTheLargestFirstAndTheEarliestOfEquals() {
        SampleMeter meter = threeHours(1, 1, 1).register("2026-05-13T10:00:00Z", 0, "2026-05-13T13:00:00Z", 10);
        meter.decimals = 0;
        assertThat(filled(meter).values()).containsExactly(4, 3, 3);
        meter.decimals = 2;
        assertThat(filled(meter).values()).containsExactly(3.34, 3.33, 3.33);
        SampleMeter uneven = threeHours(10, 20, 10).register("2026-05-13T10:00:00Z", 0, "2026-05-13T13:00:00Z", 50);
        uneven.decimals = 0;
        assertThat(filled(uneven).values()).containsExactly(12, 26, 12);
        // Cut to 2.8, 4.2, 2.8 of 10 at one decimal nothing is left; of 9.9 the cuts leave one tenth.
        SampleMeter tenths = threeHours(2, 3, 2).register("2026-05-13T10:00:00Z", 0.1, "2026-05-13T13:00:00Z", 10);
        tenths.decimals = 1;
        assertThat(filled(tenths).values()).containsExactly(2.8, 4.3, 2.8);
    }

    @Test
    void sumsAreExactWhereBinaryFractionsAreNot() {
        SampleMeter meter = threeHours(0.1, 0.2, 0.3)
                .values("2026-05-13T09:00:00Z", 0.1)
                .register("2026-05-13T09:00:00Z", 0.2, "2026-05-13T13:00:00Z", 0.9);
        meter.decimals = 1;
        assertThat(filled(meter).values()).containsExactly(0.1, 0.2, 0.3);
    }

    @Test
    void aRegisterThatRolledOverInsideTheGapIsStraightened() {
        SampleMeter meter = threeHours(10, 20, 10).register("2026-05-13T10:00:00Z", 9_980, "2026-05-13T13:00:00Z", 40);
        meter.counting = Counting.forwardTo(10_000);
        assertThat(filled(meter).values()).containsExactly(15, 30, 15);
        meter.counting = Counting.FORWARD;
        FilledIntervals unknown = filled(meter);
        assertThat(unknown.values()).containsExactly(10, 20, 10);
        assertThat(unknown.conditions()).containsOnly(ConditionCode.ESTIMATED_LIKE_DAY);
        assertThat(unknown.isException()).isFalse();
    }

    @Test
    void whatWouldBecomeNegativeIsAnException() {
        FilledIntervals filled = filled(threeHours(10, 20, 10)
                .values("2026-05-13T09:00:00Z", 70)
                .register("2026-05-13T09:00:00Z", 0, "2026-05-13T13:00:00Z", 60));
        assertThat(filled.problem().reason()).isEqualTo(FillingProblem.Reason.REGISTER_BELOW_MEASURED);
        assertThat(filled.problem().message())
                .isEqualTo("register 0 from 2026-05-13T09:00:00Z to 2026-05-13T13:00:00Z went 60.0, less than the 70.0"
                        + " in measured intervals");
        assertThat(filled.values()).containsExactly(10, 20, 10);
        FilledIntervals mixed =
                filled(threeHours(-1, 20, 1).register("2026-05-13T10:00:00Z", 0, "2026-05-13T13:00:00Z", 60));
        assertThat(mixed.problem().reason()).isEqualTo(FillingProblem.Reason.SCALED_BELOW_ZERO);
    }

    @Test
    void aRegisterThatRunsBothWaysMayGiveNegativeValues() {
        SampleMeter meter = threeHours(10, 20, 10).register("2026-05-13T10:00:00Z", 60, "2026-05-13T13:00:00Z", 0);
        meter.counting = new Counting(Double.NaN, Counting.ROLLOVER_RATIO_DEFAULT, false);
        assertThat(filled(meter).values()).containsExactly(-15, -30, -15);
    }

    @Test
    void zeroEstimatesCannotBeScaledToAMovingRegister() {
        SampleMeter meter = threeHours(0, 0, 0).register("2026-05-13T10:00:00Z", 0, "2026-05-13T13:00:00Z", 6);
        assertThat(filled(meter).problem().reason()).isEqualTo(FillingProblem.Reason.ESTIMATES_SUM_TO_ZERO);
        SampleMeter still = threeHours(0, 0, 0).register("2026-05-13T10:00:00Z", 6, "2026-05-13T13:00:00Z", 6);
        assertThat(filled(still).values()).containsExactly(0, 0, 0);
        SampleMeter stopped = threeHours(1, 2, 3).register("2026-05-13T10:00:00Z", 6, "2026-05-13T13:00:00Z", 6);
        assertThat(filled(stopped).values()).containsExactly(0, 0, 0);
    }

    @Test
    void withoutAGoodReadOnBothSidesNothingIsScaled() {
        assertThat(filled(threeHours(10, 20, 10).register("2026-05-13T10:00:00Z", 0))
                        .values())
                .containsExactly(10, 20, 10);
        SampleMeter meter = threeHours(10, 20, 10).register("2026-05-13T10:00:00Z", 0);
        meter.registers
                .get(0)
                .put(at("2026-05-13T13:00:00Z"), new SampleMeter.Reading(60, ConditionCode.ESTIMATED_FROM_HISTORY));
        assertThat(filled(meter).values()).containsExactly(10, 20, 10);
        meter.registers.get(0).put(at("2026-05-13T13:00:00Z"), new SampleMeter.Reading(60, ConditionCode.MANUAL));
        assertThat(filled(meter).values()).containsExactly(15, 30, 15);
    }

    @Test
    void aSpanWithAnIntervalWithoutValueSaysNothing() {
        FilledIntervals filled =
                filled(threeHours(10, 20, 10).register("2026-05-13T09:00:00Z", 0, "2026-05-13T13:00:00Z", 60));
        assertThat(filled.values()).containsExactly(10, 20, 10);
        assertThat(filled.lastRule()).isEqualTo(FillingRule.LIKE_DAY);
        assertThat(filled.isException()).isFalse();
    }

    @Test
    void aReadInsideTheGapPartsIt() {
        FilledIntervals filled = filled(threeHours(10, 20, 10)
                .register("2026-05-13T10:00:00Z", 0, "2026-05-13T12:00:00Z", 60, "2026-05-13T13:00:00Z", 65));
        assertThat(filled.values()).containsExactly(20, 40, 5);
    }

    @Test
    void aReadCountsAtTheNearestBoundary() {
        FilledIntervals filled =
                filled(threeHours(10, 20, 10).register("2026-05-13T10:20:00Z", 0, "2026-05-13T12:40:00Z", 60));
        assertThat(filled.values()).containsExactly(15, 30, 15);
    }

    @Test
    void aReadUpToOneIntervalInsideTheGapIsOnItsSideWhenThereIsNoneBeyond() {
        FilledIntervals filled =
                filled(threeHours(10, 20, 10).register("2026-05-13T10:40:00Z", 0, "2026-05-13T12:20:00Z", 60));
        assertThat(filled.values()).containsExactly(15, 30, 15);
        FilledIntervals further =
                filled(threeHours(10, 20, 10).register("2026-05-13T11:00:00Z", 0, "2026-05-13T13:00:00Z", 60));
        assertThat(further.values()).containsExactly(10, 40, 20);
    }

    @Test
    void theRegisterWithTheShorterSpanIsUsed() {
        SampleMeter meter = threeHours(10, 20, 10)
                .values("2026-05-13T09:00:00Z", 1)
                .register("2026-05-13T09:00:00Z", 0, "2026-05-13T13:00:00Z", 1001)
                .register("2026-05-13T10:00:00Z", 0, "2026-05-13T13:00:00Z", 60);
        assertThat(filled(meter).values()).containsExactly(15, 30, 15);
    }

    @Test
    void disconnectedIntervalsCountAsZeroAndZeroFilledStayZero() {
        SampleMeter meter = estimating(10, 20, 10, 7, 7)
                .estimate(
                        "2026-05-13T10:00:00Z",
                        "2026-05-13T15:00:00Z",
                        period("2026-05-13T13:00:00Z", "2026-05-13T14:00:00Z"))
                .register("2026-05-13T10:00:00Z", 0, "2026-05-13T15:00:00Z", 60);
        meter.zeroFilled.add(period("2026-05-13T14:00:00Z", "2026-05-13T15:00:00Z"));
        FilledIntervals filled = filled(meter);
        assertThat(filled.values()).containsExactly(15, 30, 15, Double.NaN, 0);
        assertThat(filled.conditions())
                .containsExactly(
                        303000, 303000, 303000, ConditionCode.NO_READ_DISCONNECTED, ConditionCode.OUTAGE_ZERO_FILLED);
    }

    @Test
    void arrivedActualsLeaveTheRemainingEstimatesTheRestOfTheRegister() {
        SampleMeter meter = threeHours(10, 20, 10)
                .values("2026-05-13T11:00:00Z", 40)
                .register("2026-05-13T10:00:00Z", 0, "2026-05-13T13:00:00Z", 60);
        FilledIntervals filled = filled(meter);
        assertThat(filled.values()).containsExactly(10, Double.NaN, 10);
        assertThat(filled.evidence().stream().filter(one -> one.rule() == FillingRule.SCALE_TO_REGISTER))
                .hasSize(2);
    }
}
