package io.tidemark.server.metering.delta;

import static io.tidemark.server.metering.delta.DeltaFlag.AMBIGUOUS;
import static io.tidemark.server.metering.delta.DeltaFlag.BRIDGED;
import static io.tidemark.server.metering.delta.DeltaFlag.DEVICE_CHANGE;
import static io.tidemark.server.metering.delta.DeltaFlag.NEGATIVE;
import static io.tidemark.server.metering.delta.DeltaFlag.RESET;
import static io.tidemark.server.metering.delta.DeltaFlag.ROLLOVER;
import static io.tidemark.server.metering.delta.DeltaMethod.AVERAGE;
import static io.tidemark.server.metering.delta.DeltaMethod.CAPACITY;
import static io.tidemark.server.metering.delta.DeltaMethod.FOLLOWING;
import static io.tidemark.server.metering.delta.DeltaMethod.PRIOR;
import static io.tidemark.server.metering.delta.DeltaTable.NAN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Capacity, resets, maximum rate, swaps and decimals (rollover rules, "Beyond the source"), one sentence a test. */
class BeyondTheSourceTest {

    private static final DeltaSettings GUARDED = DeltaSettings.of(DeltaPolicy.GUARDED);
    private static final DeltaSettings FIVE_DIALS = GUARDED.withRegisterCapacity(100_000);

    @Test
    void aRolloverOfAKnownCapacityIsExact() {
        DeltaTable.of(99_890, 2_034)
                .with(FIVE_DIALS)
                .context(1, 0)
                .gives()
                .delta(2_144, ROLLOVER, CAPACITY)
                .andNoMore();
        DeltaTable.of(55_278, 1_739)
                .with(FIVE_DIALS)
                .context(1, 0)
                .gives()
                .delta(46_461, ROLLOVER, CAPACITY)
                .andNoMore();
    }

    @Test
    void anyModulusIsACapacity() {
        DeltaTable.of(838_860.7, 0.2)
                .with(GUARDED.withRegisterCapacity(838_860.8).withDecimals(1))
                .context(1, 0)
                .gives()
                .delta(0.3, ROLLOVER, CAPACITY)
                .andNoMore();
    }

    @Test
    void theCapacityOfANegativeRegisterCountsDownwards() {
        DeltaTable.of(-99_890, -2_034)
                .with(FIVE_DIALS)
                .context(1, 0)
                .gives()
                .delta(-2_144, ROLLOVER, CAPACITY)
                .andNoMore();
    }

    @Test
    void aSmallDecreaseIsNoRolloverWhateverTheCapacity() {
        DeltaTable.of(23_220, 23_210)
                .with(FIVE_DIALS)
                .context(1, 0)
                .gives()
                .delta(-10, NEGATIVE)
                .andNoMore();
    }

    @Test
    void aReadingAboveTheCapacityDisprovesIt() {
        DeltaTable.of(400_000, 400_010, 20, 40)
                .with(FIVE_DIALS)
                .context(2, 1)
                .gives()
                .delta(15, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void aFallFromBelowHalfTheCapacityIsAReset() {
        DeltaTable.of(50_000, 4_999)
                .with(GUARDED.withRegisterCapacity(1_000_000))
                .context(1, 0)
                .gives()
                .delta(4_999, RESET)
                .andNoMore();
    }

    @Test
    void aFallFromExactlyHalfTheCapacityIsARollover() {
        DeltaTable.of(50_000, 4_999).with(FIVE_DIALS).context(1, 0).gives().delta(54_999, ROLLOVER, CAPACITY);
        DeltaTable.of(49_999, 4_999).with(FIVE_DIALS).context(1, 0).gives().delta(4_999, RESET);
    }

    @Test
    void theReturnToTheOldLevelGoesBeforeTheCapacity() {
        DeltaTable.of(99_890, 34, 99_900)
                .with(FIVE_DIALS)
                .context(1, 0)
                .gives()
                .invalid(1)
                .delta(10, BRIDGED)
                .andNoMore();
    }

    @Test
    void aRiseAboveTheMaximumRateIsNotBelieved() {
        // Four units a quarter of an hour are sixteen an hour.
        DeltaTable.of(100, 104, 108.5, 110)
                .with(GUARDED.withMaximumRatePerHour(16))
                .context(1, 0)
                .gives()
                .normal(4)
                .delta(NAN, AMBIGUOUS)
                .normal(1.5)
                .andNoMore();
    }

    @Test
    void aRolloverAboveTheMaximumRateIsNotBelieved() {
        DeltaTable.of(99_890, 2_034)
                .with(FIVE_DIALS.withMaximumRatePerHour(8_575))
                .context(1, 0)
                .gives()
                .delta(NAN, AMBIGUOUS);
        DeltaTable.of(99_890, 2_034)
                .with(FIVE_DIALS.withMaximumRatePerHour(8_576))
                .context(1, 0)
                .gives()
                .delta(2_144, ROLLOVER, CAPACITY);
    }

    @Test
    void theRateIsOverTheTimeBetweenTheTwoReadings() {
        DeltaTable.of(100, 0, 0, 0, 116)
                .with(GUARDED.withMaximumRatePerHour(16))
                .context(1, 0)
                .gives()
                .invalid(3)
                .delta(16, BRIDGED)
                .andNoMore();
    }

    @Test
    void anIntervalAboveTheMaximumRateIsNeitherPriorNorFollowing() {
        DeltaTable.of(9_000, 9_900, 20, 30)
                .with(GUARDED.withMaximumRatePerHour(400))
                .context(2, 1)
                .gives()
                .delta(10, ROLLOVER, FOLLOWING)
                .andNoMore();
        DeltaTable.of(9_890, 9_900, 20, 300)
                .with(GUARDED.withMaximumRatePerHour(400))
                .context(2, 1)
                .gives()
                .delta(10, ROLLOVER, PRIOR)
                .andNoMore();
    }

    @Test
    void aDropIsNotHeldAgainstTheMaximumRate() {
        DeltaTable.of(1_000, 500)
                .with(GUARDED.withMaximumRatePerHour(1))
                .context(1, 0)
                .gives()
                .delta(-500, NEGATIVE)
                .andNoMore();
    }

    @Test
    void aRegisterThatRunsNegativeIsHeldAgainstTheMaximumRate() {
        DeltaTable.of(-100, -104, -108.5)
                .with(GUARDED.withMaximumRatePerHour(16))
                .context(1, 0)
                .gives()
                .normal(-4)
                .delta(NAN, AMBIGUOUS)
                .andNoMore();
    }

    @Test
    void theDeltaOfASwapIsWhatTheOldDeviceStillMeasuredAndWhatTheNewOneHas() {
        // Old: 50000, 50010, removed at 50020. New: installed at 3, then 5, 15.
        DeltaTable.of(50_000, 50_010, 5, 15)
                .device(0, 2, 0, 50_020)
                .device(2, 99, 3, NAN)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(12, DEVICE_CHANGE)
                .normal(10)
                .andNoMore();
    }

    @Test
    void aSwapWithoutItsReadsHasNoDeltaAndIsStillFlagged() {
        DeltaTable.of(50_010, 5)
                .device(0, 1, 0, NAN)
                .device(1, 99, 3, NAN)
                .context(1, 0)
                .gives()
                .delta(NAN, DEVICE_CHANGE)
                .andNoMore();
        DeltaTable.of(50_010, 5)
                .device(0, 1, 0, 50_020)
                .device(1, 99, NAN, NAN)
                .context(1, 0)
                .gives()
                .delta(NAN, DEVICE_CHANGE)
                .andNoMore();
    }

    @Test
    void aSwapToAHigherRegisterIsASwapToo() {
        DeltaTable.of(10, 50_005)
                .device(0, 1, 0, 12)
                .device(1, 99, 50_000, NAN)
                .context(1, 0)
                .gives()
                .delta(7, DEVICE_CHANGE)
                .andNoMore();
    }

    @Test
    void aSwapGoesBeforeTheReturnToTheOldLevelAndBeforeTheCapacity() {
        DeltaTable.of(99_000, 34, 99_010)
                .with(FIVE_DIALS)
                .device(0, 1, 0, 99_001)
                .device(1, 99, 30, NAN)
                .context(1, 0)
                .gives()
                .delta(5, DEVICE_CHANGE)
                .normal(98_976)
                .andNoMore();
    }

    @Test
    void aDeviceThatCameAndWentBetweenTwoReadingsAddsWhatItMeasured() {
        DeltaTable.of(1_000, NAN, 7)
                .with(GUARDED.withBridgeInvalid(true))
                .device(0, 1, 0, 1_004)
                .device(1, 2, 500, 530)
                .device(2, 99, 5, NAN)
                .context(1, 0)
                .gives()
                .invalid(1)
                .delta(4 + 30 + 2, DEVICE_CHANGE)
                .andNoMore();
    }

    @Test
    void theFirstGoodReadingOfTheNewDeviceBearsTheFlagBehindInvalidOnes() {
        DeltaTable.of(1_000, NAN, 7, 8)
                .device(0, 1, 0, 1_004)
                .device(1, 99, 5, NAN)
                .context(1, 0)
                .gives()
                .invalid(1)
                .delta(NAN, DEVICE_CHANGE)
                .normal(1)
                .andNoMore();
    }

    @Test
    void anIntervalAcrossASwapIsNeitherPriorNorFollowing() {
        DeltaTable.of(60_000, 4_000, 30, 40)
                .device(0, 1, 0, NAN)
                .device(1, 99, NAN, NAN)
                .context(2, 1)
                .gives()
                .delta(10, ROLLOVER, FOLLOWING)
                .andNoMore();
        DeltaTable.of(3_990, 4_000, 30, 7_000)
                .device(0, 3, 0, NAN)
                .device(3, 99, NAN, NAN)
                .context(2, 1)
                .gives()
                .delta(10, ROLLOVER, PRIOR)
                .andNoMore();
    }

    @Test
    void aSwapAboveTheMaximumRateIsNotBelieved() {
        DeltaTable.of(50_010, 5)
                .with(GUARDED.withMaximumRatePerHour(100))
                .device(0, 1, 0, 90_020)
                .device(1, 99, 3, NAN)
                .context(1, 0)
                .gives()
                .delta(NAN, AMBIGUOUS)
                .andNoMore();
    }

    @ParameterizedTest
    @EnumSource(DeltaPolicy.class)
    void withDecimalsADeltaHasNoResidue(DeltaPolicy policy) {
        DeltaTable.of(0.1, 0.3, 0.4, 1_000_000.1, 1_000_000.4)
                .with(DeltaSettings.of(policy).withDecimals(1))
                .context(1, 0)
                .gives()
                .normal(0.2, 0.1, 999_999.7, 0.3)
                .andNoMore();
        DeltaTable.of(0.3, 0.4)
                .with(DeltaSettings.of(policy))
                .context(1, 0)
                .gives()
                .normal(0.4 - 0.3)
                .andNoMore();
    }

    @Test
    void withDecimalsAnAverageMayEndInHalfALastDigit() {
        DeltaTable.of(500.1, 500.4, 0.3, 0.7)
                .with(GUARDED.withDecimals(1))
                .context(2, 1)
                .gives()
                .delta(0.35, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void withDecimalsASwapHasNoResidue() {
        DeltaTable.of(500.1, 0.4)
                .with(GUARDED.withDecimals(1))
                .device(0, 1, 0, 500.4)
                .device(1, 99, 0.1, NAN)
                .context(1, 0)
                .gives()
                .delta(0.6, DEVICE_CHANGE)
                .andNoMore();
    }
}
