package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.HOUR;
import static io.tidemark.server.metering.Portfolio.at;
import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.estimation.IntervalCase.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTideMarkTest {

    private static final IntervalGrid HOURLY = new IntervalGrid(HOUR, 0);
    private static final Installation FROM_APRIL = installed("2026-04-01T00:00:00Z", null);
    private static final Installation[] SWAP = {
        installed("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"), installed("2026-04-18T00:00:00Z", null)
    };

    private final SetOfReadings readings = SetOfReadings.ofIntervals(HOURLY);

    private static IntervalTideMark rule(Installation... installations) {
        return new IntervalTideMark(HOURLY, new InstallationHistory(List.of(installations)));
    }

    private long arrive(IntervalTideMark rule, long mark, String from, String to) {
        readings.add(from, to);
        return rule.afterArrival(mark, at(from), readings, readings.latestMillis());
    }

    private String first(IntervalTideMark rule, String from, String to) {
        return shown(arrive(rule, TideMark.ABSENT, from, to));
    }

    @Test
    void aLateStartShowsAsAGapAfterTheInstallation() {
        assertThat(first(rule(FROM_APRIL), "2026-04-03T00:00:00Z", "2026-04-04T00:00:00Z"))
                .isEqualTo("2026-04-01T00:00");
    }

    @Test
    void contiguousMeasurementsMoveItForward() {
        assertThat(first(rule(FROM_APRIL), "2026-04-01T00:00:00Z", "2026-04-04T00:00:00Z"))
                .isEqualTo("2026-04-04T00:00");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        IntervalTideMark rule = rule(FROM_APRIL);
        long mark = arrive(rule, TideMark.ABSENT, "2026-04-02T00:00:00Z", "2026-04-03T00:00:00Z");
        mark = arrive(rule, mark, "2026-04-01T12:00:00Z", "2026-04-02T00:00:00Z");
        assertThat(shown(mark)).isEqualTo("2026-04-01T00:00");
        mark = arrive(rule, mark, "2026-04-01T00:00:00Z", "2026-04-01T12:00:00Z");
        assertThat(shown(mark)).isEqualTo("2026-04-03T00:00");
    }

    @Test
    void withoutAnInstallEventItStartsAtTheMeasurement() {
        assertThat(first(rule(), "2026-04-03T00:00:00Z", "2026-04-04T00:00:00Z"))
                .isEqualTo("2026-04-04T00:00");
        readings.remove(at("2026-04-03T00:00:00Z"));
        assertThat(first(rule(), "2026-04-03T10:00:00Z", "2026-04-03T11:00:00Z"))
                .isEqualTo("2026-04-04T00:00");
    }

    @Test
    void timeNotInstalledCountsAsComplete() {
        assertThat(first(rule(SWAP), "2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"))
                .isEqualTo("2026-04-18T00:00");
        long mark = arrive(rule(SWAP), at("2026-04-18T00:00:00Z"), "2026-04-18T00:00:00Z", "2026-04-19T00:00:00Z");
        assertThat(shown(mark)).isEqualTo("2026-04-19T00:00");
    }

    @Test
    void aLaterInstallationDoesNotHideAGapBeforeTheRemoval() {
        assertThat(first(rule(SWAP), "2026-04-01T00:00:00Z", "2026-04-14T00:00:00Z"))
                .isEqualTo("2026-04-14T00:00");
    }

    @Test
    void anIntervalThatASwapCutsInTwoIsPassed() {
        IntervalTideMark rule = rule(
                installed("2026-04-01T00:00:00Z", "2026-04-15T00:20:00Z"), installed("2026-04-15T00:20:00Z", null));
        assertThat(first(rule, "2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z")).isEqualTo("2026-04-15T00:20");
        long mark = arrive(rule, at("2026-04-15T00:20:00Z"), "2026-04-15T01:00:00Z", "2026-04-15T02:00:00Z");
        assertThat(shown(mark)).isEqualTo("2026-04-15T02:00");
    }

    @Test
    void aDeletionThatOpensAHoleMovesItBack() {
        IntervalTideMark rule = rule(FROM_APRIL);
        long mark = arrive(rule, TideMark.ABSENT, "2026-04-01T00:00:00Z", "2026-04-05T00:00:00Z");
        long lost = at("2026-04-03T07:00:00Z");
        assertThat(shown(rule.afterLoss(mark, lost, lost + HOUR))).isEqualTo("2026-04-03T07:00");
        assertThat(rule.afterLoss(mark, mark, mark + HOUR)).isEqualTo(mark);
        assertThat(rule.afterLoss(TideMark.ABSENT, lost, lost + HOUR)).isEqualTo(TideMark.ABSENT);
        readings.remove(lost);
        assertThat(shown(arrive(rule, lost, "2026-04-03T07:00:00Z", "2026-04-03T08:00:00Z")))
                .isEqualTo("2026-04-05T00:00");
    }

    @Test
    void aLossInTimeNotInstalledOpensNoHole() {
        long mark = at("2026-04-20T00:00:00Z");
        long lost = at("2026-04-16T00:00:00Z");
        assertThat(rule(SWAP).afterLoss(mark, lost, lost + HOUR)).isEqualTo(mark);
        // Many at once: the hole is the first of them that was expected.
        assertThat(shown(rule(SWAP).afterLoss(mark, lost, at("2026-04-18T06:00:00Z"))))
                .isEqualTo("2026-04-18T00:00");
    }

    // --- validation at a run ----------------------------------------------------------------------------------------

    private static String validated(String mark, String process, Installation... installations) {
        return shown(TideMark.validated(at(mark), new InstallationHistory(List.of(installations)), at(process)));
    }

    @Test
    void beforeTheInstallationItBecomesTheInstallation() {
        assertThat(validated("2026-03-01T00:00:00Z", "2026-04-20T00:00:00Z", FROM_APRIL))
                .isEqualTo("2026-04-01T00:00");
    }

    @Test
    void withinAnEarlierInstallationItStays() {
        assertThat(validated("2026-04-10T00:00:00Z", "2026-04-20T00:00:00Z", SWAP))
                .isEqualTo("2026-04-10T00:00");
    }

    @Test
    void theEarlierInstallationIsHalfOpen() {
        assertThat(validated("2026-04-14T23:59:00Z", "2026-04-20T00:00:00Z", SWAP))
                .isEqualTo("2026-04-14T23:59");
        assertThat(validated("2026-04-15T00:00:00Z", "2026-04-20T00:00:00Z", SWAP))
                .isEqualTo("2026-04-18T00:00");
    }

    @Test
    void ofSeveralInstallationsAfterItTheFirstCounts() {
        assertThat(validated("2026-03-01T00:00:00Z", "2026-04-20T00:00:00Z", SWAP))
                .isEqualTo("2026-04-01T00:00");
    }

    @Test
    void anInstallationAfterTheProcessDateTimeDoesNotCountYet() {
        assertThat(validated("2026-04-16T00:00:00Z", "2026-04-17T00:00:00Z", SWAP))
                .isEqualTo("2026-04-16T00:00");
        assertThat(validated("2026-04-16T00:00:00Z", "2026-04-18T00:00:00Z", SWAP))
                .isEqualTo("2026-04-18T00:00");
    }

    @Test
    void aMarkThatTheRunMovesGoesOnOverWhatIsThere() {
        readings.add("2026-04-18T00:00:00Z", "2026-04-19T00:00:00Z");
        long mark = rule(SWAP)
                .atRun(at("2026-04-15T00:00:00Z"), at("2026-04-20T00:00:00Z"), readings, readings.latestMillis());
        assertThat(shown(mark)).isEqualTo("2026-04-19T00:00");
    }

    @Test
    void aMarkSetByHandIsLeftWhereItStands() {
        readings.add("2026-04-10T00:00:00Z", "2026-04-12T00:00:00Z");
        long mark = rule(FROM_APRIL)
                .atRun(at("2026-04-10T00:00:00Z"), at("2026-04-20T00:00:00Z"), readings, readings.latestMillis());
        assertThat(shown(mark)).isEqualTo("2026-04-10T00:00");
    }
}
