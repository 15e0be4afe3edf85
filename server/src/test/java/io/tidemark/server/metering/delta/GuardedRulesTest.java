package io.tidemark.server.metering.delta;

import static io.tidemark.server.metering.delta.DeltaFlag.BRIDGED;
import static io.tidemark.server.metering.delta.DeltaFlag.NEGATIVE;
import static io.tidemark.server.metering.delta.DeltaFlag.ROLLOVER;
import static io.tidemark.server.metering.delta.DeltaMethod.AVERAGE;
import static io.tidemark.server.metering.delta.DeltaMethod.FOLLOWING;
import static io.tidemark.server.metering.delta.DeltaMethod.NONE;
import static io.tidemark.server.metering.delta.DeltaMethod.PRIOR;
import static io.tidemark.server.metering.delta.DeltaTable.NAN;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The guards of the default policy (rollover rules, "Two policies"), one sentence a test. */
class GuardedRulesTest {

    private static final DeltaSettings GUARDED = DeltaSettings.of(DeltaPolicy.GUARDED);

    @Test
    void aSignChangeIsNoRolloverAndTheDropStandsAsNegative() {
        DeltaTable.of(90, 100, -5, -8, 3, 9)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(-105, NEGATIVE)
                .normal(-3, 11, 6)
                .andNoMore();
    }

    @Test
    void aRegisterThatStaysNegativeFallsNormally() {
        DeltaTable.of(-90, -100, -130).context(1, 0).gives().normal(-10, -30).andNoMore();
    }

    @Test
    void aRegisterThatFallsFromZeroBelowItIsNegative() {
        DeltaTable.of(0, -5, -6)
                .context(1, 0)
                .gives()
                .delta(-5, NEGATIVE)
                .normal(-1)
                .andNoMore();
    }

    @Test
    void aRolloverIsNoPriorInterval() {
        DeltaTable.of(10_000, 500, 20, 30)
                .context(1, 1)
                .gives()
                .delta(NAN, ROLLOVER, NONE)
                .delta(10, ROLLOVER, FOLLOWING)
                .andNoMore();
    }

    @Test
    void aRolloverIsNoFollowingInterval() {
        DeltaTable.of(9_900, 10_000, 500, 20, 30)
                .context(2, 1)
                .gives()
                .delta(100, ROLLOVER, PRIOR)
                .delta(10, ROLLOVER, FOLLOWING)
                .andNoMore();
    }

    @Test
    void aDropIsAPriorIntervalLikeAnyOther() {
        DeltaTable.of(110, 100, 5, 11)
                .context(2, 1)
                .gives()
                .delta(-2, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void upToFourReadingsBelowTheRatioAreAGlitchWhenTheOldLevelComesBack() {
        DeltaTable.of(1_000, 1_010, 50, 60, 3, 99, 1_010)
                .context(1, 0)
                .gives()
                .normal(10)
                .invalid(4)
                .delta(0, BRIDGED)
                .andNoMore();
    }

    @Test
    void fiveReadingsBelowTheRatioAreNoGlitch() {
        DeltaTable.of(1_000, 1_010, 50, 60, 70, 80, 99, 1_060)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(10, ROLLOVER, AVERAGE)
                .normal(10, 10, 10, 19, 961)
                .andNoMore();
    }

    @Test
    void aRunThatEndsBelowTheOldLevelIsNoGlitch() {
        DeltaTable.of(1_000, 1_010, 50, 60, 1_009)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(10, ROLLOVER, AVERAGE)
                .normal(10, 949)
                .andNoMore();
    }

    @Test
    void everyReadingOfAGlitchIsHeldAgainstTheLevelBeforeIt() {
        // 110 stays above a tenth of 1010 although 20 was far below it.
        DeltaTable.of(1_000, 1_010, 20, 110, 1_050)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(10.0 / 2 + 90.0 / 2, ROLLOVER, AVERAGE)
                .normal(90, 940)
                .andNoMore();
    }

    @Test
    void zerosOfAnyLengthAreAnOutageWhenTheOldLevelComesBack() {
        double[] readings = new double[200];
        readings[0] = 1_000;
        readings[1] = 1_010;
        readings[199] = 1_500;
        DeltaTable.of(readings)
                .context(1, 0)
                .gives()
                .normal(10)
                .invalid(197)
                .delta(490, BRIDGED)
                .andNoMore();
    }

    @Test
    void zerosAfterWhichTheRegisterStartsAgainAreARollover() {
        DeltaTable.of(1_000, 1_010, 0, 0, 4, 8)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(5, ROLLOVER, AVERAGE)
                .normal(0, 4, 4)
                .andNoMore();
    }

    @Test
    void aLongRunOfZerosWithOneOtherReadingInItIsNoOutage() {
        DeltaTable.of(1_000, 1_010, 0, 0, 0, 0, 7, 1_020)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(5, ROLLOVER, AVERAGE)
                .normal(0, 0, 0, 7, 1_013)
                .andNoMore();
    }

    @Test
    void aDipThatStaysAboveTheRatioStandsAsItIsAndSumsToNothing() {
        DeltaTable.of(1_000, 1_010, 400, 1_010)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(-610, NEGATIVE)
                .normal(610)
                .andNoMore();
    }

    @Test
    void aGlitchInANegativeRegisterIsBackWhenItIsAsFarBelowZero() {
        DeltaTable.of(-1_000, -1_010, -3, 0, -1_030)
                .context(1, 0)
                .gives()
                .normal(-10)
                .invalid(2)
                .delta(-20, BRIDGED)
                .andNoMore();
    }

    @Test
    void aMarkLikeMinusOneIsAGlitchAndALargerSwingBelowZeroIsNot() {
        DeltaTable.of(4_000_000, 4_000_100, -1, 4_000_200)
                .context(1, 0)
                .gives()
                .normal(100)
                .invalid(1)
                .delta(100, BRIDGED)
                .andNoMore();
        DeltaTable.of(90, 100, -50, 110)
                .context(1, 0)
                .gives()
                .normal(10)
                .delta(-150, NEGATIVE)
                .normal(160)
                .andNoMore();
    }

    @Test
    void aGlitchIsRecognisedWhereItLiesInTheContextOnly() {
        DeltaTable.of(1_000, 5, 6, 7, 8, 1_020, 1_030)
                .context(5, 0)
                .gives()
                .delta(20, BRIDGED)
                .normal(10)
                .andNoMore();
        DeltaTable.of(1_000, 1_010, 5, 6, 7, 8, 1_020)
                .context(1, 4)
                .gives()
                .normal(10)
                .invalid(1)
                .andNoMore();
    }

    @Test
    void anInvalidReadingInAGlitchIsNotReachedOverUnlessAsked() {
        double[] readings = {1_000, 1_010, 0, NAN, 0, 1_030, 1_040};
        DeltaTable.of(readings)
                .context(1, 0)
                .gives()
                .normal(10)
                .invalid(4)
                .normal(10)
                .andNoMore();
        DeltaTable.of(readings)
                .with(GUARDED.withBridgeInvalid(true))
                .context(1, 0)
                .gives()
                .normal(10)
                .invalid(3)
                .delta(20, BRIDGED)
                .normal(10)
                .andNoMore();
    }

    @Test
    void aReadingOfAGlitchIsNeitherPriorNorFollowingInterval() {
        DeltaTable.of(9_000, 10, 9_100, 100, 170)
                .context(3, 1)
                .gives()
                .delta(70, ROLLOVER, FOLLOWING)
                .andNoMore();
        DeltaTable.of(9_000, 9_100, 100, 0, 170)
                .context(2, 2)
                .gives()
                .delta(100, ROLLOVER, PRIOR)
                .andNoMore();
        DeltaTable.of(9_000, 10, 9_100, 100, 170)
                .with(GUARDED.withBridgeInvalid(true))
                .context(3, 1)
                .gives()
                .delta(85, ROLLOVER, AVERAGE)
                .andNoMore();
    }

    @Test
    void theLookBackHasNoBoundByDefaultSoADailyRegisterKeepsItsFirstDelta() {
        double[] readings = new double[97];
        Arrays.fill(readings, NAN);
        readings[0] = 100;
        readings[96] = 124;
        DeltaTable.of(readings)
                .with(GUARDED.withBridgeInvalid(true))
                .context(96, 0)
                .gives()
                .delta(24, BRIDGED)
                .andNoMore();
    }

    @Test
    void bridgingGivesADropItsOwnFlag() {
        DeltaTable.of(1_000, NAN, 900, NAN, 20, 30)
                .with(GUARDED.withBridgeInvalid(true))
                .context(1, 0)
                .gives()
                .invalid(1)
                .delta(-100, NEGATIVE)
                .invalid(1)
                .delta(-45, ROLLOVER, AVERAGE)
                .normal(10)
                .andNoMore();
    }
}
