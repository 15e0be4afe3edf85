package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.ALWAYS;
import static io.tidemark.server.metering.Portfolio.at;
import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.Portfolio.period;
import static io.tidemark.server.metering.estimation.IntervalCase.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScalarEstimatorTest {

    private static final Installation FROM_MARCH = installed("2026-03-01T00:00:00Z", null);

    /** Daily at midnight, ten minutes early or late, due after 24 hours; the horizon ends this many hours before P. */
    private static ScalarSettings endingHoursBefore(int hours, boolean evaluateOff) {
        return new ScalarSettings(
                Creation.INITIAL_MEASUREMENT,
                OptionalInt.empty(),
                24,
                LocalTime.MIDNIGHT,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                24,
                24 - hours,
                evaluateOff);
    }

    private static ComponentEstimate estimate(
            ScalarSettings settings,
            SetOfReadings reads,
            String mark,
            List<InProgress> underWay,
            String process,
            Installation... installations) {
        return ScalarEstimator.estimate(
                new EstimationRun(at(process), at(process), false, OptionalInt.empty()),
                settings,
                new ScalarComponent(
                        new InstallationHistory(List.of(installations)),
                        reads,
                        mark == null ? TideMark.ABSENT : at(mark),
                        underWay),
                number -> ServicePointState.UNHINDERED);
    }

    private static List<String> asked(ComponentEstimate estimate) {
        return estimate.outcomes().stream()
                .map(outcome -> shown(outcome.fromMillis()))
                .toList();
    }

    @Test
    void eachMissingReadIsAnEstimateOfItsOwn() {
        ComponentEstimate estimate = estimate(
                ScalarSettings.DEFAULT,
                SetOfReadings.ofInstants(
                        "2026-03-01T23:55:00Z",
                        "2026-03-03T00:01:00Z",
                        "2026-03-04T00:00:00Z",
                        "2026-03-05T00:02:00Z",
                        "2026-03-06T23:59:00Z"),
                "2026-03-01T23:55:00Z",
                List.of(),
                "2026-03-09T12:00:00Z",
                FROM_MARCH);
        assertThat(asked(estimate)).containsExactly("2026-03-06T00:00", "2026-03-08T00:00", "2026-03-09T00:00");
    }

    @Test
    void aReadUnderWayWithinTheWindowIsNotAskedForAgain() {
        long early = at("2026-03-01T23:50:00Z");
        long late = at("2026-03-03T00:10:00Z");
        long tooLate = at("2026-03-04T00:11:00Z");
        ComponentEstimate estimate = estimate(
                ScalarSettings.DEFAULT,
                SetOfReadings.ofInstants(),
                "2026-03-01T00:00:00Z",
                List.of(
                        new InProgress(OutcomeKind.INITIAL_MEASUREMENT, 1, early, early),
                        new InProgress(OutcomeKind.INITIAL_MEASUREMENT, 2, late, late),
                        new InProgress(OutcomeKind.INITIAL_MEASUREMENT, 3, tooLate, tooLate)),
                "2026-03-04T12:00:00Z",
                FROM_MARCH);
        assertThat(asked(estimate)).containsExactly("2026-03-04T00:00");
        assertThat(estimate.gaps())
                .extracting(ExaminedGap::fate)
                .containsExactly(GapFate.COVERED, GapFate.COVERED, GapFate.WHOLE);
    }

    @Test
    void theEndCountsAndTheBeginDoesNot() {
        ComponentEstimate estimate = estimate(
                endingHoursBefore(12, false),
                SetOfReadings.ofInstants(),
                "2026-03-02T00:00:00Z",
                List.of(),
                "2026-03-04T12:00:00Z",
                FROM_MARCH);
        assertThat(shown(estimate.horizon().orElseThrow().toMillis())).isEqualTo("2026-03-04T00:00");
        assertThat(asked(estimate)).containsExactly("2026-03-03T00:00", "2026-03-04T00:00");
    }

    @Test
    void whileItsLateWindowIsOpenAnInstantIsNotYetMissing() {
        for (String process : new String[] {"2026-03-04T00:05:00Z", "2026-03-04T00:10:00Z", "2026-03-04T00:10:01Z"}) {
            ComponentEstimate estimate = estimate(
                    ScalarSettings.DEFAULT,
                    SetOfReadings.ofInstants(),
                    "2026-03-02T00:00:00Z",
                    List.of(),
                    process,
                    FROM_MARCH);
            // At the last instant of the window a read may still come.
            assertThat(asked(estimate).contains("2026-03-04T00:00")).isEqualTo(process.endsWith("01Z"));
        }
    }

    @Test
    void anOffPeriodStillOnAtTheEndLimitsTheHorizonAndOneThatEndedDoesNot() {
        Installation off = installed(
                "2026-03-01T00:00:00Z",
                null,
                period("2026-03-02T12:00:00Z", "2026-03-04T00:00:00Z"),
                period("2026-03-06T12:00:00Z", null));
        ComponentEstimate estimate = estimate(
                ScalarSettings.DEFAULT,
                SetOfReadings.ofInstants(),
                "2026-03-01T00:00:00Z",
                List.of(),
                "2026-03-09T12:00:00Z",
                off);
        assertThat(shown(estimate.horizon().orElseThrow().toMillis())).isEqualTo("2026-03-06T12:00");
        assertThat(estimate.horizon().orElseThrow().endRule()).isEqualTo(EndRule.SWITCHED_OFF);
        assertThat(asked(estimate))
                .containsExactly("2026-03-02T00:00", "2026-03-04T00:00", "2026-03-05T00:00", "2026-03-06T00:00");
    }

    @Test
    void withOffPeriodsEvaluatedReadsAreExpectedOfASwitchedOffDeviceUntilItsRemoval() {
        Installation off =
                installed("2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z", period("2026-03-02T12:00:00Z", null));
        ComponentEstimate estimate = estimate(
                endingHoursBefore(0, true),
                SetOfReadings.ofInstants(),
                "2026-03-01T00:00:00Z",
                List.of(),
                "2026-03-09T12:00:00Z",
                off);
        assertThat(shown(estimate.horizon().orElseThrow().toMillis())).isEqualTo("2026-03-05T00:00");
        assertThat(estimate.horizon().orElseThrow().endRule()).isEqualTo(EndRule.REMOVAL);
        assertThat(asked(estimate)).containsExactly("2026-03-02T00:00", "2026-03-03T00:00", "2026-03-04T00:00");
    }

    @Test
    void theEndOfTheConfigurationLimitsTheHorizon() {
        ComponentEstimate estimate = estimate(
                ScalarSettings.DEFAULT,
                SetOfReadings.ofInstants(),
                "2026-03-01T00:00:00Z",
                List.of(),
                "2026-03-09T12:00:00Z",
                installed(
                        "UTC",
                        IncomingDataShift.ALWAYS_STANDARD,
                        1,
                        period("2026-03-01T00:00:00Z", null),
                        new Period(Period.NO_BEGINNING, at("2026-03-03T12:00:00Z"))));
        assertThat(estimate.horizon().orElseThrow().endRule()).isEqualTo(EndRule.CONFIGURATION_EFFECTIVE_END);
        assertThat(asked(estimate)).containsExactly("2026-03-02T00:00", "2026-03-03T00:00");
    }

    @Test
    void readsAreExpectedAtTheMidnightOfTheServicePointInLegalOrStandardTime() {
        for (IncomingDataShift shift : IncomingDataShift.values()) {
            ComponentEstimate estimate = estimate(
                    ScalarSettings.DEFAULT,
                    SetOfReadings.ofInstants(),
                    "2026-03-07T12:00:00Z",
                    List.of(),
                    "2026-03-09T12:00:00Z",
                    installed("America/New_York", shift, 1, period("2026-03-01T00:00:00Z", null), ALWAYS));
            assertThat(asked(estimate))
                    .containsExactly(
                            "2026-03-08T05:00",
                            shift == IncomingDataShift.ALWAYS_LOCAL ? "2026-03-09T04:00" : "2026-03-09T05:00");
        }
    }

    // --- the tide mark ----------------------------------------------------------------------------------------------

    private static ScalarTideMark rule(Installation... installations) {
        return new ScalarTideMark(ScalarSettings.DEFAULT.missingReads(new InstallationHistory(List.of(installations))));
    }

    private static String arrived(OptionalInt lastUsable, boolean hadHistory, SetOfReadings reads) {
        long mark =
                rule(FROM_MARCH).afterArrival(TideMark.ABSENT, reads.instants().first(), hadHistory, lastUsable, reads);
        return mark == TideMark.ABSENT ? "absent" : shown(mark);
    }

    @Test
    void itIsTheLatestReadWithNothingMissingBefore() {
        assertThat(arrived(
                        OptionalInt.empty(),
                        false,
                        SetOfReadings.ofInstants(
                                "2026-03-02T00:02:00Z", "2026-03-02T09:00:00Z", "2026-03-04T00:00:00Z")))
                .isEqualTo("2026-03-02T09:00");
    }

    @Test
    void aLateStartShowsAsAGapAfterTheInstallation() {
        assertThat(arrived(OptionalInt.empty(), false, SetOfReadings.ofInstants("2026-03-05T00:00:00Z")))
                .isEqualTo("2026-03-01T00:00");
    }

    @Test
    void withTheLookBackConfiguredAComponentWithHistoryWaitsForTheNextRun() {
        SetOfReadings reads = SetOfReadings.ofInstants("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
        assertThat(arrived(OptionalInt.of(744), true, reads)).isEqualTo("absent");
        assertThat(arrived(OptionalInt.of(744), false, reads)).isEqualTo("2026-03-03T00:00");
        assertThat(arrived(OptionalInt.empty(), true, reads)).isEqualTo("2026-03-03T00:00");
    }

    @Test
    void theRunSetsTheMarkThatWasDeferredToTheLastUsableRead() {
        SetOfReadings reads = SetOfReadings.ofInstants("2026-03-02T00:00:00Z", "2026-03-05T00:00:00Z");
        EstimationRun run =
                new EstimationRun(at("2026-03-09T12:00:00Z"), at("2026-03-09T12:00:00Z"), false, OptionalInt.of(744));
        ComponentEstimate estimate = ScalarEstimator.estimate(
                run,
                ScalarSettings.DEFAULT,
                new ScalarComponent(new InstallationHistory(List.of(FROM_MARCH)), reads, TideMark.ABSENT, List.of()),
                number -> ServicePointState.UNHINDERED);
        assertThat(shown(estimate.latestContiguousMillis())).isEqualTo("2026-03-05T00:00");
        assertThat(estimate.horizon().orElseThrow().beginRule()).isEqualTo(BeginRule.LAST_USABLE_MEASUREMENT);
        assertThat(asked(estimate))
                .containsExactly("2026-03-06T00:00", "2026-03-07T00:00", "2026-03-08T00:00", "2026-03-09T00:00");
    }

    @Test
    void aLostReadMovesItBackToTheReadBefore() {
        SetOfReadings reads = SetOfReadings.ofInstants("2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z");
        assertThat(shown(rule(FROM_MARCH).afterLoss(at("2026-03-04T00:00:00Z"), at("2026-03-03T00:00:00Z"), reads)))
                .isEqualTo("2026-03-02T00:00");
        // The only read of its installation: back to the installation.
        assertThat(shown(rule(FROM_MARCH)
                        .afterLoss(
                                at("2026-03-02T00:00:00Z"),
                                at("2026-03-02T00:00:00Z"),
                                SetOfReadings.ofInstants("2026-03-04T00:00:00Z"))))
                .isEqualTo("2026-03-01T00:00");
    }

    @Test
    void aLostReadThatWasNotNeededLeavesTheMarkWhereALaterOneHoldsIt() {
        SetOfReadings reads = SetOfReadings.ofInstants("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
        assertThat(shown(rule(FROM_MARCH).afterLoss(at("2026-03-03T00:00:00Z"), at("2026-03-02T09:00:00Z"), reads)))
                .isEqualTo("2026-03-03T00:00");
    }

    @Test
    void disconnectedTimeIsNotMissing() {
        Installation off =
                installed("2026-03-01T00:00:00Z", null, period("2026-03-02T12:00:00Z", "2026-03-04T12:00:00Z"));
        SetOfReadings reads = SetOfReadings.ofInstants("2026-03-02T00:00:00Z", "2026-03-05T00:00:00Z");
        assertThat(shown(rule(off)
                        .afterArrival(TideMark.ABSENT, at("2026-03-02T00:00:00Z"), false, OptionalInt.empty(), reads)))
                .isEqualTo("2026-03-05T00:00");
    }
}
