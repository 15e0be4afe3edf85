package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.ALWAYS;
import static io.tidemark.server.metering.Portfolio.HOUR;
import static io.tidemark.server.metering.Portfolio.at;
import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.Portfolio.period;
import static io.tidemark.server.metering.estimation.IntervalCase.asked;
import static io.tidemark.server.metering.estimation.IntervalCase.horizon;
import static io.tidemark.server.metering.estimation.IntervalCase.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.InstalledPeriod;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import org.junit.jupiter.api.Test;

class IntervalEstimatorTest {

    private static IntervalCase april() {
        return new IntervalCase()
                .installed(installed("2026-04-01T00:00:00Z", null))
                .mark("2026-04-10T00:00:00Z")
                .hours(48, 0);
    }

    // --- where the horizon begins -----------------------------------------------------------------------------------

    @Test
    void theLookBackForTheLastUsableMeasurementIsCountedInElapsedHours() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(installed("2025-06-01T00:00:00Z", null))
                .mark("2025-12-01T00:00:00Z")
                .lastUsable(744)
                .at("2026-02-01T00:00:00Z");
        assertThat(shown(estimate.horizon().orElseThrow().fromMillis())).isEqualTo("2026-01-01T00:00");
        assertThat(estimate.horizon().orElseThrow().beginRule()).isEqualTo(BeginRule.PROCESS_LESS_LAST_USABLE_HOURS);
    }

    @Test
    void theTideMarkIsTheBeginWhereItIsLaterThanTheLookBack() {
        ComponentEstimate estimate = april().lastUsable(744).at("2026-04-20T00:00:00Z");
        assertThat(estimate.horizon().orElseThrow().beginRule()).isEqualTo(BeginRule.LATEST_CONTIGUOUS);
        assertThat(horizon(estimate)).isEqualTo("2026-04-10T00:00 2026-04-18T00:00");
    }

    @Test
    void withoutATideMarkTheLatestUsableMeasurementIsTheBegin() {
        ComponentEstimate estimate = april().mark(null)
                .measured("2026-04-02T00:00:00Z", "2026-04-03T00:00:00Z")
                .measured("2026-04-12T00:00:00Z", "2026-04-13T00:00:00Z")
                .lastUsable(240)
                .at("2026-04-20T00:00:00Z");
        assertThat(estimate.horizon().orElseThrow().beginRule()).isEqualTo(BeginRule.LAST_USABLE_MEASUREMENT);
        assertThat(horizon(estimate)).isEqualTo("2026-04-13T00:00 2026-04-18T00:00");
    }

    @Test
    void aMeasurementThatEndsExactlyWhereTheLookBackBeginsIsUsable() {
        IntervalCase component = april().mark(null)
                .measured("2026-04-09T23:00:00Z", "2026-04-10T00:00:00Z")
                .lastUsable(240);
        assertThat(component.at("2026-04-20T00:00:00Z").horizon().orElseThrow().beginRule())
                .isEqualTo(BeginRule.LAST_USABLE_MEASUREMENT);
        assertThat(component.at("2026-04-20T00:00:01Z").horizon().orElseThrow().beginRule())
                .isEqualTo(BeginRule.PROCESS_LESS_LAST_USABLE_HOURS);
    }

    @Test
    void maxDaysToEstimateGoesBeforeTheLookBackForTheLastUsableMeasurement() {
        ComponentEstimate estimate =
                april().mark("2026-04-01T00:00:00Z").maxDays(5).lastUsable(744).at("2026-04-20T00:00:00Z");
        assertThat(estimate.horizon().orElseThrow().beginRule()).isEqualTo(BeginRule.PROCESS_LESS_MAX_DAYS);
        assertThat(horizon(estimate)).isEqualTo("2026-04-15T00:00 2026-04-18T00:00");
    }

    @Test
    void withNothingElseTheInstallationIsTheBegin() {
        ComponentEstimate estimate = april().mark(null).at("2026-04-20T00:00:00Z");
        assertThat(estimate.horizon().orElseThrow().beginRule()).isEqualTo(BeginRule.INSTALLATION);
        assertThat(horizon(estimate)).isEqualTo("2026-04-01T00:00 2026-04-18T00:00");
    }

    // --- where it ends ----------------------------------------------------------------------------------------------

    @Test
    void theRollingDelayReachesAtLeastTheHoursToEstimateAndNeverPastTheProcessDateTime() {
        IntervalCase component = april().hours(48, 24);
        assertThat(horizon(component.at("2026-04-12T00:00:00Z"))).isEqualTo("2026-04-10T00:00 2026-04-11T00:00");
        assertThat(horizon(component.at("2026-04-20T00:00:00Z"))).isEqualTo("2026-04-10T00:00 2026-04-18T00:00");
        ComponentEstimate capped = april().hours(10, 24).at("2026-04-10T10:30:00Z");
        assertThat(horizon(capped)).isEqualTo("2026-04-10T00:00 2026-04-10T10:00");
        assertThat(capped.horizon().orElseThrow().endRule()).isEqualTo(EndRule.PROCESS);
    }

    @Test
    void countedFromTheLatestMeasurementTheLeastSizeGrowsWithDataBehindTheGap() {
        IntervalCase component = april().hours(48, 24).measured("2026-04-11T00:00:00Z", "2026-04-11T12:00:00Z");
        assertThat(horizon(component.at("2026-04-12T00:00:00Z"))).isEqualTo("2026-04-10T00:00 2026-04-11T00:00");
        component.with(Creation.INITIAL_MEASUREMENT, RollingDelayFrom.LATEST, InnerInitialMeasurement.SKIP_GAP);
        ComponentEstimate estimate = component.at("2026-04-12T00:00:00Z");
        assertThat(horizon(estimate)).isEqualTo("2026-04-10T00:00 2026-04-12T00:00");
        assertThat(asked(estimate))
                .containsExactly("2026-04-10T00:00 2026-04-11T00:00", "2026-04-11T12:00 2026-04-12T00:00");
    }

    @Test
    void theRollingDelayIsLimitedByRemovalAndByTheEndOfTheConfiguration() {
        ComponentEstimate removed = new IntervalCase()
                .installed(installed("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"))
                .mark("2026-04-10T00:00:00Z")
                .at("2026-04-20T00:00:00Z");
        assertThat(horizon(removed)).isEqualTo("2026-04-10T00:00 2026-04-15T00:00");
        assertThat(removed.horizon().orElseThrow().endRule()).isEqualTo(EndRule.REMOVAL);
        ComponentEstimate ended = new IntervalCase()
                .installed(installed(
                        "UTC",
                        IncomingDataShift.ALWAYS_STANDARD,
                        1,
                        period("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"),
                        new Period(Period.NO_BEGINNING, at("2026-04-14T00:00:00Z"))))
                .mark("2026-04-10T00:00:00Z")
                .at("2026-04-20T00:00:00Z");
        assertThat(horizon(ended)).isEqualTo("2026-04-10T00:00 2026-04-14T00:00");
        assertThat(ended.horizon().orElseThrow().endRule()).isEqualTo(EndRule.CONFIGURATION_EFFECTIVE_END);
    }

    @Test
    void theCutOffIsTheLastThatPassedBeforeTheWait() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(installed("2010-01-01T00:00:00Z", null))
                .mark("2010-01-12T20:00:00Z")
                .hours(48, 24)
                .cutOff("00:00")
                .at("2010-01-15T18:00:00Z");
        assertThat(horizon(estimate)).isEqualTo("2010-01-12T20:00 2010-01-13T00:00");
        assertThat(estimate.horizon().orElseThrow().endRule()).isEqualTo(EndRule.CUT_OFF);
    }

    @Test
    void theCutOffHasNoLeastSizeAndNothingIsAskedForPastIt() {
        IntervalCase component = new IntervalCase()
                .installed(installed("2010-01-01T00:00:00Z", null))
                .hours(48, 24)
                .cutOff("00:00");
        assertThat(asked(component.mark("2010-01-12T23:00:00Z").at("2010-01-15T18:00:00Z")))
                .containsExactly("2010-01-12T23:00 2010-01-13T00:00");
        ComponentEstimate beyond = component.mark("2010-01-13T00:00:00Z").at("2010-01-15T18:00:00Z");
        assertThat(beyond.horizon().orElseThrow().isEmpty()).isTrue();
        assertThat(beyond.outcomes()).isEmpty();
    }

    @Test
    void aCutOffInLegalTimeIsElevenInTheEveningOfStandardTimeInSummer() {
        for (IncomingDataShift shift : IncomingDataShift.values()) {
            IntervalCase component = new IntervalCase()
                    .installed(installed("America/New_York", shift, 1, period("2010-01-01T05:00:00Z", null), ALWAYS))
                    .hours(0, 0)
                    .cutOff("00:00");
            assertThat(shown(component
                            .mark("2010-01-10T05:00:00Z")
                            .at("2010-01-15T12:00:00Z")
                            .horizon()
                            .orElseThrow()
                            .toMillis()))
                    .isEqualTo("2010-01-15T05:00");
            assertThat(shown(component
                            .mark("2010-04-10T05:00:00Z")
                            .at("2010-04-15T12:00:00Z")
                            .horizon()
                            .orElseThrow()
                            .toMillis()))
                    .isEqualTo(shift == IncomingDataShift.ALWAYS_LOCAL ? "2010-04-15T04:00" : "2010-04-15T05:00");
        }
    }

    @Test
    void oneTypeCutsOffAtTheMidnightOfEachZone() {
        for (String zone : new String[] {"America/Los_Angeles", "America/New_York"}) {
            ComponentEstimate estimate = new IntervalCase()
                    .installed(installed(
                            zone, IncomingDataShift.ALWAYS_STANDARD, 1, period("2010-01-01T00:00:00Z", null), ALWAYS))
                    .mark("2010-01-10T12:00:00Z")
                    .hours(48, 24)
                    .cutOff("00:00")
                    .at("2010-01-15T18:00:00Z");
            assertThat(shown(estimate.horizon().orElseThrow().toMillis()))
                    .isEqualTo(zone.endsWith("York") ? "2010-01-13T05:00" : "2010-01-13T08:00");
        }
    }

    @Test
    void endsAreRoundedInwardToTheGrid() {
        IntervalGrid kathmandu = IntervalGrid.anchoredAtStandardMidnight(HOUR, 20_700);
        ComponentEstimate estimate = new IntervalCase(kathmandu)
                .installed(installed(
                        "Asia/Kathmandu",
                        IncomingDataShift.ALWAYS_LOCAL,
                        1,
                        period("2026-04-01T00:00:00Z", null),
                        ALWAYS))
                .mark("2026-04-10T00:00:00Z")
                .hours(24, 0)
                .at("2026-04-12T00:00:00Z");
        assertThat(horizon(estimate)).isEqualTo("2026-04-10T00:15 2026-04-10T23:15");
    }

    // --- what is asked for ------------------------------------------------------------------------------------------

    @Test
    void oneGoodHourLeavesAGapOnEitherSide() {
        IntervalCase component = new IntervalCase()
                .installed(installed("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"))
                .mark("2026-04-10T00:00:00Z")
                .measured("2026-04-12T08:00:00Z", "2026-04-12T09:00:00Z");
        assertThat(asked(component.at("2026-04-20T00:00:00Z")))
                .containsExactly("2026-04-10T00:00 2026-04-12T08:00", "2026-04-12T09:00 2026-04-15T00:00");
    }

    @Test
    void theHorizonIsCutIntoTheTimesOfTwoInstallations() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(
                        installed("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"),
                        installed("2026-04-18T00:00:00Z", null))
                .mark("2026-04-10T00:00:00Z")
                .at("2026-04-22T00:00:00Z");
        assertThat(horizon(estimate)).isEqualTo("2026-04-10T00:00 2026-04-20T00:00");
        assertThat(estimate.installed())
                .extracting(InstalledPeriod::period)
                .containsExactly(
                        period("2026-04-10T00:00:00Z", "2026-04-15T00:00:00Z"),
                        period("2026-04-18T00:00:00Z", "2026-04-20T00:00:00Z"));
        assertThat(asked(estimate))
                .containsExactly("2026-04-10T00:00 2026-04-15T00:00", "2026-04-18T00:00 2026-04-20T00:00");
    }

    @Test
    void bothKindsAreAskedForTheInitialMeasurementFirst() {
        assertThat(april().with(Creation.BOTH).at("2026-04-20T00:00:00Z").outcomes())
                .extracting(Outcome::kind)
                .containsExactly(OutcomeKind.INITIAL_MEASUREMENT, OutcomeKind.TO_DO);
        assertThat(april().with(Creation.TO_DO).at("2026-04-20T00:00:00Z").outcomes())
                .extracting(Outcome::kind)
                .containsExactly(OutcomeKind.TO_DO);
    }

    @Test
    void anOpenToDoKeepsOnlyTypesThatAskForToDosAloneFromAskingAgain() {
        for (Creation create : Creation.values()) {
            ComponentEstimate estimate = april().with(create)
                    .openToDo("2026-04-10T00:00:00Z", "2026-04-18T00:00:00Z")
                    .at("2026-04-20T00:00:00Z");
            assertThat(estimate.outcomes().isEmpty()).isEqualTo(create == Creation.TO_DO);
        }
    }

    @Test
    void disconnectedIntervalsStayInTheEstimateAndAnIntervalPartlyConnectedIsEstimated() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(
                        installed("2026-04-01T00:00:00Z", null, period("2026-04-10T11:30:00Z", "2026-04-10T17:00:00Z")))
                .mark("2026-04-10T00:00:00Z")
                .hours(24, 0)
                .at("2026-04-12T00:00:00Z");
        assertThat(asked(estimate)).containsExactly("2026-04-10T00:00 2026-04-11T00:00");
        assertThat(estimate.outcomes().get(0).disconnected())
                .containsExactly(period("2026-04-10T12:00:00Z", "2026-04-10T17:00:00Z"));
        assertThat(estimate.connected())
                .containsExactly(
                        period("2026-04-10T00:00:00Z", "2026-04-10T11:30:00Z"),
                        period("2026-04-10T17:00:00Z", "2026-04-11T00:00:00Z"));
    }

    @Test
    void aGapThatIsDisconnectedFromEndToEndIsStillOneEstimate() {
        ComponentEstimate estimate = new IntervalCase()
                .installed(installed("2026-04-01T00:00:00Z", null, period("2026-04-09T00:00:00Z", null)))
                .mark("2026-04-10T00:00:00Z")
                .hours(24, 0)
                .at("2026-04-12T00:00:00Z");
        assertThat(asked(estimate)).containsExactly("2026-04-10T00:00 2026-04-11T00:00");
        assertThat(estimate.outcomes().get(0).disconnected())
                .containsExactly(period("2026-04-10T00:00:00Z", "2026-04-11T00:00:00Z"));
    }

    @Test
    void theSameRunOnTheSameDataGivesTheSameAnswer() {
        IntervalCase component = april().measured("2026-04-12T08:00:00Z", "2026-04-12T09:00:00Z");
        assertThat(component.at("2026-04-20T00:00:00Z")).isEqualTo(component.at("2026-04-20T00:00:00Z"));
    }

    @Test
    void aSearchThatEndsAtItsLimitSaysSo() {
        IntervalGrid seconds = new IntervalGrid(1_000L, 0);
        IntervalCase component = new IntervalCase(seconds)
                .installed(installed("2026-04-01T00:00:00Z", null))
                .mark("2026-04-01T00:00:00Z")
                .hours(0, 0);
        long begin = at("2026-04-01T00:00:00Z");
        for (long i = 1; i <= ComponentEstimate.OUTCOMES_MAX; i++) {
            component.readings.add(begin + 2_000L * i);
        }
        ComponentEstimate estimate = component.at("2026-04-10T00:00:00Z");
        assertThat(estimate.outcomes()).hasSize(ComponentEstimate.OUTCOMES_MAX);
        assertThat(estimate.gaps()).hasSize(ComponentEstimate.GAPS_MAX);
        assertThat(estimate.complete()).isFalse();
        assertThat(april().at("2026-04-20T00:00:00Z").complete()).isTrue();
    }
}
