package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.ALWAYS;
import static io.tidemark.server.metering.Portfolio.HOUR;
import static io.tidemark.server.metering.Portfolio.at;
import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.Portfolio.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.InstallationHistory;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final String PROCESS = "2026-04-20T00:00:00Z";
    private static final ServicePointState NOT_ELIGIBLE = new ServicePointState(false, List.of());

    private static ServicePointState suppressed(String from, String to, boolean open) {
        return new ServicePointState(true, List.of(new Suppression(period(from, to), open)));
    }

    private static IntervalCase april() {
        return new IntervalCase()
                .installed(installed("2026-04-01T00:00:00Z", null))
                .mark("2026-04-10T00:00:00Z");
    }

    private static SkipReason reason(ComponentEstimate estimate) {
        return estimate.skip().map(Skip::reason).orElse(null);
    }

    @Test
    void aServicePointThatIsNotEligibleIsSkippedEvenWhereMissingDataAreFilledWithZero() {
        assertThat(reason(april().place(NOT_ELIGIBLE).at(PROCESS))).isEqualTo(SkipReason.NOT_ELIGIBLE);
        assertThat(reason(april().place(NOT_ELIGIBLE).fillWithZero().at(PROCESS)))
                .isEqualTo(SkipReason.NOT_ELIGIBLE);
    }

    @Test
    void anOpenSuppressionOverTheSystemDateTimeSkips() {
        ServicePointState place = suppressed("2026-04-15T00:00:00Z", "2026-04-16T00:00:00Z", true);
        assertThat(reason(april().place(place).at(PROCESS, "2026-04-15T12:00:00Z")))
                .isEqualTo(SkipReason.SUPPRESSED);
        // The process date/time of a back-dated run has nothing to do with it.
        assertThat(reason(april().place(place).at("2026-04-15T12:00:00Z", PROCESS)))
                .isNull();
    }

    @Test
    void aSuppressionHoldsAtItsBeginningAndNoLongerAtItsEnd() {
        IntervalCase component = april().place(suppressed("2026-04-15T00:00:00Z", "2026-04-16T00:00:00Z", true));
        assertThat(reason(component.at(PROCESS, "2026-04-14T23:59:59Z"))).isNull();
        assertThat(reason(component.at(PROCESS, "2026-04-15T00:00:00Z"))).isEqualTo(SkipReason.SUPPRESSED);
        assertThat(reason(component.at(PROCESS, "2026-04-15T23:59:59Z"))).isEqualTo(SkipReason.SUPPRESSED);
        assertThat(reason(component.at(PROCESS, "2026-04-16T00:00:00Z"))).isNull();
    }

    @Test
    void aSkipSaysUntilWhen() {
        assertThat(april().place(suppressed("2026-04-15T00:00:00Z", "2026-04-25T00:00:00Z", true))
                        .at(PROCESS)
                        .skip())
                .contains(new Skip(SkipReason.SUPPRESSED, at("2026-04-25T00:00:00Z")));
        assertThat(april().at("2026-04-11T00:00:00Z").skip())
                .contains(new Skip(SkipReason.NOT_DUE, at("2026-04-12T00:00:00Z")));
    }

    @Test
    void aClosedSuppressionNeverCounts() {
        assertThat(reason(april().place(suppressed("2026-04-01T00:00:00Z", null, false))
                        .at(PROCESS)))
                .isNull();
    }

    @Test
    void withFillWithZeroItRunsAndSaysHowManyIntervalsLieInTheSuppression() {
        ComponentEstimate estimate = april().hours(48, 0)
                .place(suppressed("2026-04-12T00:30:00Z", null, true))
                .fillWithZero()
                .at(PROCESS);
        assertThat(reason(estimate)).isNull();
        // 12 April 01:00 to 18 April 00:00.
        assertThat(estimate.outcomes().get(0).zeroFilledIntervals()).isEqualTo(143);
    }

    @Test
    void disconnectedIntervalsInsideASuppressionAreNotFilledWithZero() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(
                        installed("2026-04-01T00:00:00Z", null, period("2026-04-13T00:00:00Z", "2026-04-14T00:00:00Z")))
                .mark("2026-04-10T00:00:00Z")
                .hours(48, 0)
                .place(suppressed("2026-04-12T00:00:00Z", null, true))
                .fillWithZero()
                .at(PROCESS);
        assertThat(estimate.outcomes().get(0).zeroFilledIntervals()).isEqualTo(120);
    }

    @Test
    void anIntervalComponentIsDueExactlyWhenItsTideMarkIsTheWaitAgo() {
        IntervalCase component = april();
        long due = at("2026-04-12T00:00:00Z");
        assertThat(reason(component.estimate(due, due))).isNull();
        assertThat(reason(component.estimate(due - 1, due))).isEqualTo(SkipReason.NOT_DUE);
    }

    @Test
    void aScalarComponentIsDueExactlyAtTheHoursBeforeEstimation() {
        long mark = at("2026-04-10T00:00:00Z");
        ScalarComponent component = new ScalarComponent(
                new InstallationHistory(List.of(installed("2026-04-01T00:00:00Z", null))),
                SetOfReadings.ofInstants("2026-04-10T00:00:00Z"),
                mark,
                List.of());
        for (long off = -1; off <= 1; off++) {
            EstimationRun run = new EstimationRun(mark + 24 * HOUR + off, mark, false, OptionalInt.empty());
            SkipReason reason = reason(ScalarEstimator.estimate(
                    run, ScalarSettings.DEFAULT, component, number -> ServicePointState.UNHINDERED));
            assertThat(reason).isEqualTo(off < 0 ? SkipReason.NOT_DUE : null);
        }
    }

    @Test
    void withoutATideMarkNothingIsTooEarly() {
        assertThat(reason(april().mark(null).at("2026-04-01T01:00:00Z"))).isNull();
    }

    @Test
    void neverInstalledAndWithoutATideMarkThereIsNoHorizon() {
        assertThat(reason(new IntervalCase().at(PROCESS))).isEqualTo(SkipReason.NO_HORIZON);
        assertThat(reason(new IntervalCase().maxDays(10).lastUsable(744).at(PROCESS)))
                .isEqualTo(SkipReason.NO_HORIZON);
        assertThat(reason(april().mark(null).at("2026-03-31T00:00:00Z"))).isEqualTo(SkipReason.NO_HORIZON);
        assertThat(reason(new IntervalCase().mark("2026-04-10T00:00:00Z").at(PROCESS)))
                .isNull();
    }

    @Test
    void theServicePointIsTheOneOfTheInstallationInForceElseOfTheLatestBefore() {
        InstallationHistory history = new InstallationHistory(List.of(
                installed(
                        "UTC",
                        IncomingDataShift.ALWAYS_STANDARD,
                        1,
                        period("2026-04-01T00:00:00Z", "2026-04-05T00:00:00Z"),
                        ALWAYS),
                installed("UTC", IncomingDataShift.ALWAYS_STANDARD, 2, period("2026-04-10T00:00:00Z", null), ALWAYS)));
        for (String process : new String[] {"2026-04-03T00:00:00Z", "2026-04-07T00:00:00Z", "2026-04-12T00:00:00Z"}) {
            boolean skipped = Eligibility.skip(
                            new EstimationRun(at(process), at(process), false, OptionalInt.empty()),
                            IntervalSettings.DEFAULT,
                            history,
                            number -> number == 1 ? NOT_ELIGIBLE : ServicePointState.UNHINDERED,
                            TideMark.ABSENT)
                    .isPresent();
            assertThat(skipped).as(process).isEqualTo(process.compareTo("2026-04-10") < 0);
        }
    }

    @Test
    void theTideMarkOfASkippedComponentIsValidatedAllTheSame() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(installed("2026-04-01T00:00:00Z", null))
                .mark("2026-03-01T00:00:00Z")
                .place(NOT_ELIGIBLE)
                .at(PROCESS);
        assertThat(estimate.latestContiguousMillis()).isEqualTo(at("2026-04-01T00:00:00Z"));
    }
}
