package io.tidemark.server.metering.delta;

import static io.tidemark.server.metering.delta.DeltaFlag.BRIDGED;
import static io.tidemark.server.metering.delta.DeltaFlag.INVALID;
import static io.tidemark.server.metering.delta.DeltaFlag.NEGATIVE;
import static io.tidemark.server.metering.delta.DeltaFlag.ROLLOVER;
import static io.tidemark.server.metering.delta.DeltaMethod.AVERAGE;
import static io.tidemark.server.metering.delta.DeltaMethod.FOLLOWING;
import static io.tidemark.server.metering.delta.DeltaMethod.NONE;
import static io.tidemark.server.metering.delta.DeltaMethod.PRIOR;
import static io.tidemark.server.metering.delta.DeltaTable.NAN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules 1 to 7 of the rollover rules, one sentence a test, under the policy that keeps to their letter. */
class SourceRulesTest {

    private static final DeltaSettings SOURCE = DeltaSettings.of(DeltaPolicy.SOURCE);

    @ParameterizedTest
    @EnumSource(DeltaPolicy.class)
    void theWorkedExampleGivesAHundredThreeTimesUnderBothPolicies(DeltaPolicy policy) {
        DeltaTable.of(4_000_000, 4_000_100, 1000, 1100, 1200, 1300)
                .with(DeltaSettings.of(policy))
                .context(2, 1)
                .gives()
                .delta(100, ROLLOVER, AVERAGE)
                .normal(100, 100)
                .andNoMore();
    }

    @Test
    void aDeltaIsTheReadingLessTheOneBefore() {
        DeltaTable.of(10, 12.5, 12.5, 20)
                .source()
                .context(1, 0)
                .gives()
                .normal(2.5, 0, 7.5)
                .andNoMore();
    }

    @Test
    void aNegativeRegisterGivesNegativeDeltas() {
        DeltaTable.of(-100, -110, -125)
                .source()
                .context(1, 0)
                .gives()
                .normal(-10, -15)
                .andNoMore();
    }

    @Test
    void aNegativeRegisterRollsOverThoughItsDifferenceIsPositive() {
        DeltaTable.of(-4_000_000, -4_000_100, -1000, -1100)
                .source()
                .context(1, 0)
                .gives()
                .normal(-100)
                .delta(-100, ROLLOVER, AVERAGE)
                .normal(-100)
                .andNoMore();
    }

    @Test
    void aQuotientOfExactlyATenthIsNoRollover() {
        DeltaTable.of(900, 1000, 100, 110)
                .source()
                .context(1, 0)
                .gives()
                .normal(100)
                .delta(-900, NEGATIVE)
                .normal(10)
                .andNoMore();
    }

    @Test
    void theQuotientDecidesAtTheLastBitWhereAProductWouldNot() {
        // 4.3 / 43 is 0.09999999999999999 in doubles, and 0.1 * 43 is 4.3.
        // 0.09999999999999999.
        DeltaTable.of(42.5, 43, 4.3, 4.8)
                .source()
                .context(1, 0)
                .gives()
                .normal(0.5)
                .delta(0.5, ROLLOVER, AVERAGE)
                .normal(0.5)
                .andNoMore();
    }

    @Test
    void theRatioCanBeSet() {
        DeltaTable.of(900, 1000, 100, 110)
                .with(SOURCE.withRolloverRatio(0.2))
                .context(1, 0)
                .gives()
                .normal(100)
                .delta(55, ROLLOVER, AVERAGE)
                .normal(10)
                .andNoMore();
    }

    @Test
    void aReadingAfterZeroIsNoRollover() {
        DeltaTable.of(0, -5, 0, 5)
                .source()
                .context(1, 0)
                .gives()
                .delta(-5, NEGATIVE)
                .delta(-2.5 + 5.0 / 2 + 0.0, ROLLOVER, AVERAGE);
    }

    @Test
    void aDropAtOrAboveTheRatioStandsAsNegative() {
        DeltaTable.of(90, 100, 95, 105)
                .source()
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(-5, NEGATIVE)
                .normal(10)
                .andNoMore();
    }

    @Test
    void aSignChangeCountsAsARollover() {
        DeltaTable.of(90, 100, -5, 5)
                .source()
                .context(2, 1)
                .gives()
                .delta(10, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void aRolloverServesAsPriorAndFollowingInterval() {
        DeltaTable.of(10_000, 500, 20, 30)
                .source()
                .context(1, 1)
                .gives()
                .delta(-480, ROLLOVER, FOLLOWING)
                .delta(-9500.0 / 2 + 10.0 / 2, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void withoutTheReadingAfterItARolloverTakesThePriorInterval() {
        DeltaTable.of(4_000_000, 4_000_100, 1000)
                .source()
                .context(2, 0)
                .gives()
                .delta(100, ROLLOVER, PRIOR)
                .andNoMore();
        DeltaTable.of(4_000_000, 4_000_100, 1000, NAN)
                .source()
                .context(2, 1)
                .gives()
                .delta(100, ROLLOVER, PRIOR)
                .andNoMore();
    }

    @Test
    void withoutTheSecondReadingBeforeItARolloverTakesTheFollowingInterval() {
        DeltaTable.of(4_000_100, 1000, 1070)
                .source()
                .context(1, 1)
                .gives()
                .delta(70, ROLLOVER, FOLLOWING)
                .andNoMore();
        DeltaTable.of(NAN, 4_000_100, 1000, 1070)
                .source()
                .context(2, 1)
                .gives()
                .delta(70, ROLLOVER, FOLLOWING)
                .andNoMore();
    }

    @Test
    void withoutEitherARolloverHasNoDelta() {
        DeltaTable.of(NAN, 4_000_100, 1000, NAN)
                .source()
                .context(2, 1)
                .gives()
                .delta(NAN, ROLLOVER, NONE)
                .andNoMore();
    }

    @Test
    void aFirstPointAfterAnInvalidReadingIsNeitherDetectedNorCorrected() {
        DeltaTable.of(4_000_100, NAN, 1000, 1100)
                .source()
                .context(2, 0)
                .gives()
                .invalid(1)
                .normal(100)
                .andNoMore();
    }

    @Test
    void aFirstPointWithoutAnyReadingBeforeItIsInvalid() {
        DeltaTable.of(1000, 1100).source().gives().invalid(1).normal(100).andNoMore();
    }

    @Test
    void aDeltaOverAnInvalidReadingIsInvalid() {
        DeltaTable.of(100, 110, NAN, 130, 140)
                .source()
                .context(1, 0)
                .gives()
                .normal(10)
                .invalid(2)
                .normal(10)
                .andNoMore();
    }

    @Test
    void bridgingReachesOverInvalidReadingsToTheLastGoodOne() {
        DeltaTable.of(100, 110, NAN, NAN, 140, 150)
                .with(SOURCE.withBridgeInvalid(true))
                .context(1, 0)
                .gives()
                .normal(10)
                .invalid(2)
                .delta(30, BRIDGED)
                .normal(10)
                .andNoMore();
    }

    @Test
    void bridgingFindsARolloverBehindInvalidReadings() {
        DeltaTable.of(4_000_000, NAN, 4_000_100, NAN, 1000, 1100)
                .with(SOURCE.withBridgeInvalid(true))
                .context(4, 1)
                .gives()
                .delta(100, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void contextMoreThanTwoHoursBeforeTheFirstPointIsNotUsed() {
        // Quarters 0 and 1 lie 2:15 and 2:00 before the first point.
        double[] readings = {4_000_000, 4_000_100, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 1000, 1070};
        DeltaTable.of(readings)
                .with(SOURCE.withBridgeInvalid(true))
                .context(9, 1)
                .gives()
                .delta(70, ROLLOVER, FOLLOWING)
                .andNoMore();
        DeltaTable.of(readings)
                .with(SOURCE.withBridgeInvalid(true).withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED))
                .context(9, 1)
                .gives()
                .delta(85, ROLLOVER, AVERAGE)
                .andNoMore();
        DeltaTable.of(readings)
                .with(SOURCE.withBridgeInvalid(true).withLookBackMillis(2 * 3_600_000L - 1))
                .context(9, 1)
                .gives()
                .delta(NAN, INVALID)
                .andNoMore();
    }

    @Test
    void swapsCapacityAndMaximumRateAreBeyondTheSource() {
        DeltaTable.of(50_000, 50_010, 3, 5)
                .with(SOURCE.withRegisterCapacity(100_000).withMaximumRatePerHour(1))
                .device(0, 2, 0, 50_012)
                .device(2, 9, 1, NAN)
                .context(2, 1)
                .gives()
                .delta(6, ROLLOVER, AVERAGE)
                .andNoMore();
    }
}
