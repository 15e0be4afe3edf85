package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.estimation.IntervalCase.asked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One gap, 10 April 00:00 to 18 April 00:00, and what is in progress over it. */
class UnderWayTest {

    private static final String PROCESS = "2026-04-20T00:00:00Z";

    private final IntervalCase component = new IntervalCase()
            .installed(installed("2026-04-01T00:00:00Z", null))
            .mark("2026-04-10T00:00:00Z")
            .hours(48, 0);

    private void isAsked(GapFate fate, String... parts) {
        ComponentEstimate estimate = component.at(PROCESS);
        assertThat(asked(estimate)).containsExactly(parts);
        assertThat(estimate.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.fate()).isEqualTo(fate));
    }

    @Test
    void withNothingUnderWayTheWholeGapIsAskedFor() {
        isAsked(GapFate.WHOLE, "2026-04-10T00:00 2026-04-18T00:00");
    }

    @Test
    void anInitialMeasurementOverTheStartMovesTheStartToItsEnd() {
        component.underWay("2026-04-09T00:00:00Z", "2026-04-11T00:00:00Z");
        isAsked(GapFate.REDUCED, "2026-04-11T00:00 2026-04-18T00:00");
    }

    @Test
    void oneOverTheEndMovesTheEndToItsStart() {
        component.underWay("2026-04-17T00:00:00Z", "2026-04-19T00:00:00Z");
        isAsked(GapFate.REDUCED, "2026-04-10T00:00 2026-04-17T00:00");
    }

    @Test
    void oneOverAllOfItLeavesNothing() {
        component.underWay("2026-04-10T00:00:00Z", "2026-04-18T00:00:00Z");
        isAsked(GapFate.COVERED);
    }

    @Test
    void oneStrictlyInsideMakesTheGapWait() {
        component.underWay("2026-04-12T00:00:00Z", "2026-04-13T00:00:00Z");
        isAsked(GapFate.WAITS);
    }

    @Test
    void oneFlushWithAnEndCoversThatEnd() {
        component.underWay("2026-04-10T00:00:00Z", "2026-04-12T00:00:00Z");
        isAsked(GapFate.REDUCED, "2026-04-12T00:00 2026-04-18T00:00");
    }

    @Test
    void oneFlushWithTheOtherEndCoversThat() {
        component.underWay("2026-04-16T00:00:00Z", "2026-04-18T00:00:00Z");
        isAsked(GapFate.REDUCED, "2026-04-10T00:00 2026-04-16T00:00");
    }

    @Test
    void touchingIsNotOverlapping() {
        component.underWay("2026-04-09T00:00:00Z", "2026-04-10T00:00:00Z");
        component.underWay("2026-04-18T00:00:00Z", "2026-04-19T00:00:00Z");
        isAsked(GapFate.WHOLE, "2026-04-10T00:00 2026-04-18T00:00");
    }

    @Test
    void overlapsAreTakenOutInOrderEachOfWhatTheOneBeforeLeft() {
        component.underWay("2026-04-11T00:00:00Z", "2026-04-13T00:00:00Z");
        component.underWay("2026-04-09T00:00:00Z", "2026-04-12T00:00:00Z");
        isAsked(GapFate.REDUCED, "2026-04-13T00:00 2026-04-18T00:00");
    }

    @Test
    void severalTogetherMayCoverAllOfIt() {
        component.underWay("2026-04-09T00:00:00Z", "2026-04-12T00:00:00Z");
        component.underWay("2026-04-12T00:00:00Z", "2026-04-16T00:00:00Z");
        component.underWay("2026-04-15T00:00:00Z", "2026-04-19T00:00:00Z");
        isAsked(GapFate.COVERED);
    }

    @Test
    void ofTwoThatBeginTogetherTheShorterLiesInsideTheLonger() {
        component.underWay("2026-04-12T00:00:00Z", "2026-04-13T00:00:00Z");
        component.underWay("2026-04-12T00:00:00Z", "2026-04-18T00:00:00Z");
        isAsked(GapFate.REDUCED, "2026-04-10T00:00 2026-04-12T00:00");
    }

    @Test
    void splittingLeavesTheGapLessAllThatIsUnderWay() {
        component
                .with(InnerInitialMeasurement.SPLIT_GAP)
                .underWay("2026-04-12T00:00:00Z", "2026-04-13T00:00:00Z")
                .underWay("2026-04-15T00:00:00Z", "2026-04-16T00:00:00Z")
                .underWay("2026-04-17T00:00:00Z", "2026-04-19T00:00:00Z");
        isAsked(
                GapFate.REDUCED,
                "2026-04-10T00:00 2026-04-12T00:00",
                "2026-04-13T00:00 2026-04-15T00:00",
                "2026-04-16T00:00 2026-04-17T00:00");
    }

    @Test
    void splittingAGapThatIsCoveredLeavesNothing() {
        component.with(InnerInitialMeasurement.SPLIT_GAP).underWay("2026-04-09T00:00:00Z", "2026-04-19T00:00:00Z");
        isAsked(GapFate.COVERED);
    }

    @Test
    void aPeriodOffTheGridCoversTheIntervalsItTouches() {
        component.underWay("2026-04-09T00:00:00Z", "2026-04-11T00:20:00Z");
        isAsked(GapFate.REDUCED, "2026-04-11T01:00 2026-04-18T00:00");
    }

    @Test
    void theGapSaysWhatIsUnderWayOverIt() {
        component.underWay("2026-04-09T00:00:00Z", "2026-04-11T00:00:00Z");
        component.underWay("2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z");
        assertThat(component.at(PROCESS).gaps().get(0).underWay())
                .extracting(InProgress::id)
                .containsExactly(0L);
    }
}
