package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings, ranges, device changes and output columns: what they hold and what they refuse. */
class DeltaValuesTest {

    private static final DeltaSettings GUARDED = DeltaSettings.of(DeltaPolicy.GUARDED);

    private final DeltaKernel kernel = new DeltaKernel();
    private final DeltaColumns out = new DeltaColumns(1);

    @Test
    void theLookBackIsTwoHoursForTheSourceAndUnlimitedForTheGuardedPolicy() {
        assertThat(DeltaSettings.of(DeltaPolicy.SOURCE).lookBackMillis()).isEqualTo(2 * 3_600_000L);
        assertThat(GUARDED.lookBackMillis()).isEqualTo(DeltaSettings.LOOK_BACK_UNLIMITED);
        assertThat(GUARDED.rolloverRatio()).isEqualTo(0.1);
    }

    @Test
    void settingsOutsideTheirRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GUARDED.withRolloverRatio(0))
                .withMessageContaining("rolloverRatio 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> GUARDED.withRolloverRatio(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> GUARDED.withRolloverRatio(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GUARDED.withLookBackMillis(-1))
                .withMessageContaining("lookBackMillis -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GUARDED.withRegisterCapacity(0))
                .withMessageContaining("registerCapacity 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GUARDED.withDecimals(10))
                .withMessageContaining("decimals 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GUARDED.withMaximumRatePerHour(-5))
                .withMessageContaining("maximumRatePerHour -5.0");
    }

    @Test
    void aRangeOutOfOrderIsRefused() {
        assertThatThrownBy(() -> new ReadingRange(new long[3], new double[3], 1, 0, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new ReadingRange(new long[3], new double[2], 0, 0, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void codesAndNamesGoBothWays() {
        for (DeltaFlag flag : DeltaFlag.values()) {
            assertThat(DeltaFlag.ofCode(flag.code())).isEqualTo(flag);
        }
        for (DeltaMethod method : DeltaMethod.values()) {
            assertThat(DeltaMethod.ofCode(method.code())).isEqualTo(method);
        }
        assertThat(DeltaFlag.NORMAL.code()).isZero();
        assertThat(DeltaMethod.NONE.code()).isZero();
    }

    @Test
    void oneInstallationIsNoChangeAndEmptyOnesDoNotCount() {
        assertThat(DeviceChanges.of(List.of()).isEmpty()).isTrue();
        assertThat(DeviceChanges.of(List.of(hung(0, 100), hung(50, 50))).isEmpty())
                .isTrue();
    }

    @Test
    void changesAreInTimeOrderWhateverTheOrderOfTheEvents() {
        DeviceChanges changes = DeviceChanges.of(List.of(hung(200, Period.STILL_OPEN), hung(0, 90), hung(100, 200)));
        assertThat(changes.size()).isEqualTo(2);
        assertThat(changes.atMillis(0)).isEqualTo(100);
        assertThat(changes.atMillis(1)).isEqualTo(200);
    }

    @Test
    void aReadingAtTheInstallationIsTheNewDevicesAndOneBeforeItTheOldOnes() {
        DeviceChanges changes = DeviceChanges.of(List.of(hung(0, 90), hung(100, Period.STILL_OPEN)));
        assertThat(changes.between(80, 99)).isFalse();
        assertThat(changes.between(95, 100)).isTrue();
        assertThat(changes.between(100, 110)).isFalse();
    }

    @Test
    void valuesThatAreNotCumulativePassThrough() {
        double[] values = {400, 5, Double.NaN, -3};
        kernel.passThrough(ReadingRange.whole(new long[] {1, 2, 3, 4}, values), out);
        assertThat(out.size()).isEqualTo(4);
        assertThat(out.deltas()).startsWith(values);
        assertThat(out.flags()).startsWith(0, 0, DeltaFlag.INVALID.code(), 0);
        assertThat(out.atMillis()).startsWith(1, 2, 3, 4);
    }

    @Test
    void aRangeWithoutReadingsHasNoDeltas() {
        long[] at = {1, 2, 3};
        double[] readings = {1, 2, 3};
        kernel.deltas(new ReadingRange(at, readings, 0, 2, 2, 3), GUARDED, DeviceChanges.NONE, out);
        assertThat(out.size()).isZero();
        kernel.passThrough(new ReadingRange(at, readings, 0, 0, 0, 3), out);
        assertThat(out.size()).isZero();
    }

    @Test
    void columnsUsedAgainHoldNothingOfTheLastAnswer() {
        long[] at = {1, 2, 3};
        kernel.deltas(ReadingRange.whole(at, new double[] {1_000, 5, Double.NaN}), GUARDED, DeviceChanges.NONE, out);
        assertThat(out.flag(1)).isEqualTo(DeltaFlag.ROLLOVER);
        long[] kept = out.atMillis();
        kernel.deltas(new ReadingRange(at, new double[] {1, 2, 3}, 0, 1, 3, 3), GUARDED, DeviceChanges.NONE, out);
        assertThat(out.size()).isEqualTo(2);
        assertThat(out.flag(0)).isEqualTo(DeltaFlag.NORMAL);
        assertThat(out.flag(1)).isEqualTo(DeltaFlag.NORMAL);
        assertThat(out.method(1)).isEqualTo(DeltaMethod.NONE);
        assertThat(out.atMillis()).isSameAs(kept);
    }

    private static Installation hung(long fromMillis, long toMillis) {
        return new Installation(
                new Period(fromMillis, toMillis),
                new Period(Period.NO_BEGINNING, Period.STILL_OPEN),
                List.of(),
                ZoneOffset.UTC,
                IncomingDataShift.ALWAYS_LOCAL,
                1,
                Double.NaN,
                Double.NaN);
    }
}
