package io.tidemark.server.metering.filling.interval;

import static io.tidemark.server.metering.filling.interval.SampleMeter.hourly;
import static io.tidemark.server.metering.filling.interval.SampleMeter.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Suppression;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZeroWhenSuppressedTest {

    private static final Period EVER = new Period(Period.NO_BEGINNING, Period.STILL_OPEN);

    @Test
    void intervalsWhollyInsideGetZeroAndTheOthersDoNot() {
        SampleMeter meter = hourly().estimate("2026-04-01T10:00:00Z", "2026-04-01T15:00:00Z");
        meter.zeroFilled.add(period("2026-04-01T10:30:00Z", "2026-04-01T13:30:00Z"));
        FilledIntervals filled = meter.fill(FillingRule.ZERO_WHEN_SUPPRESSED).get(0);
        assertThat(filled.values()).containsExactly(Double.NaN, 0, 0, Double.NaN, Double.NaN);
        assertThat(filled.conditions()).containsExactly(101000, 201000, 201000, 101000, 101000);
        assertThat(filled.why(1)).containsExactly(new Evidence.ZeroFilled(1, 3));
        assertThat(filled.isException()).isTrue();
    }

    @Test
    void disconnectedIntervalsStayNoRead() {
        SampleMeter meter = hourly().estimate(
                        "2026-04-01T10:00:00Z",
                        "2026-04-01T13:00:00Z",
                        period("2026-04-01T11:00:00Z", "2026-04-01T12:00:00Z"));
        meter.zeroFilled.add(EVER);
        FilledIntervals filled = meter.fill(FillingRule.ZERO_WHEN_SUPPRESSED).get(0);
        assertThat(filled.values()).containsExactly(0, Double.NaN, 0);
        assertThat(filled.conditions()).containsExactly(201000, ConditionCode.NO_READ_DISCONNECTED, 201000);
        assertThat(filled.isException()).isFalse();
    }

    @Test
    void zeroFilledIntervalsAreNoEndPointsForTheNextRule() {
        SampleMeter meter = hourly().values("2026-04-01T09:00:00Z", 10)
                .values("2026-04-01T13:00:00Z", 20)
                .estimate("2026-04-01T10:00:00Z", "2026-04-01T13:00:00Z");
        meter.zeroFilled.add(period("2026-04-01T11:00:00Z", "2026-04-01T12:00:00Z"));
        FilledIntervals filled = meter.fill(FillingRule.ZERO_WHEN_SUPPRESSED, FillingRule.INTERPOLATION)
                .get(0);
        assertThat(filled.values()).containsExactly(10, 0, 20);
    }

    @Test
    void theSuppressionCountsThatWasOpenAtTheServicePointWhereTheDeviceThenWas() {
        List<Installation> installations = List.of(
                installation(period("2026-04-01T00:00:00Z", "2026-04-05T00:00:00Z"), 1),
                installation(period("2026-04-05T00:00:00Z", "2026-04-09T00:00:00Z"), 2));
        Period april3to7 = period("2026-04-03T00:00:00Z", "2026-04-07T00:00:00Z");
        assertThat(Suppression.zeroFilled(installations, List.of(new Suppression(1, april3to7, true))))
                .containsExactly(period("2026-04-03T00:00:00Z", "2026-04-05T00:00:00Z"));
        assertThat(Suppression.zeroFilled(installations, List.of(new Suppression(1, april3to7, false))))
                .isEmpty();
        assertThat(Suppression.zeroFilled(
                        installations, List.of(new Suppression(2, EVER, true), new Suppression(1, april3to7, true))))
                .containsExactly(period("2026-04-03T00:00:00Z", "2026-04-09T00:00:00Z"));
        assertThat(Suppression.zeroFilled(installations, List.of(new Suppression(3, EVER, true))))
                .isEmpty();
    }

    private static Installation installation(Period installed, int servicePoint) {
        return new Installation(
                installed,
                EVER,
                List.of(),
                ZoneOffset.UTC,
                IncomingDataShift.ALWAYS_STANDARD,
                servicePoint,
                Double.NaN,
                Double.NaN);
    }
}
