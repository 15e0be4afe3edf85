package io.tidemark.server.metering.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static List<String> interval(int maxDays, int hoursToWait, int hoursToEstimate) {
        return fields(new IntervalSettings(
                        Creation.BOTH,
                        OptionalInt.of(maxDays),
                        EstimationMethod.ROLLING_DELAY,
                        hoursToWait,
                        hoursToEstimate,
                        LocalTime.MIDNIGHT,
                        RollingDelayFrom.LATEST,
                        InnerInitialMeasurement.SPLIT_GAP)
                .problems());
    }

    private static List<String> scalar(int between, Duration early, Duration late, int before, int toEstimate) {
        return fields(new ScalarSettings(
                        Creation.BOTH,
                        OptionalInt.empty(),
                        between,
                        LocalTime.NOON,
                        early,
                        late,
                        before,
                        toEstimate,
                        true)
                .problems());
    }

    private static List<String> fields(List<SettingsProblem> problems) {
        return problems.stream().map(SettingsProblem::field).toList();
    }

    @Test
    void theDefaultsArePossible() {
        assertThat(IntervalSettings.DEFAULT.problems()).isEmpty();
        assertThat(ScalarSettings.DEFAULT.problems()).isEmpty();
    }

    @Test
    void everyBoundIsTakenAndWhatLiesBeyondIsRefused() {
        assertThat(interval(1, 0, 0)).isEmpty();
        assertThat(interval(3_660, 87_840, 87_840)).isEmpty();
        assertThat(interval(0, -1, -1)).containsExactly("maxDaysToEstimate", "hoursToWait", "hoursToEstimate");
        assertThat(interval(3_661, 87_841, 87_841))
                .containsExactly("maxDaysToEstimate", "hoursToWait", "hoursToEstimate");
        assertThat(scalar(24, Duration.ZERO, Duration.ZERO, 87_840, 87_840)).isEmpty();
        assertThat(scalar(1, Duration.ZERO, Duration.ZERO, -1, 87_841))
                .containsExactly("hoursBeforeEstimation", "hoursToEstimate");
    }

    @Test
    void moreThanADayBetweenReadsIsRefused() {
        assertThat(scalar(25, Duration.ZERO, Duration.ZERO, 24, 24)).containsExactly("hoursBetweenMeasurements");
        assertThat(scalar(0, Duration.ZERO, Duration.ofSeconds(-1), 24, 24))
                .containsExactly("hoursBetweenMeasurements", "lateThreshold");
    }

    @Test
    void aToleranceThatReachesTheHoursBetweenReadsIsRefused() {
        assertThat(scalar(1, Duration.ofMinutes(30), Duration.ofMinutes(29), 24, 24))
                .isEmpty();
        assertThat(scalar(1, Duration.ofMinutes(30), Duration.ofMinutes(30), 24, 24))
                .containsExactly("earlyThreshold");
        assertThat(scalar(24, Duration.ofDays(100_000_000L), Duration.ZERO, 24, 24))
                .containsExactly("earlyThreshold");
    }

    @Test
    void aProblemNamesFieldValueAndRule() {
        assertThat(SettingsProblem.ofLastUsableHours(OptionalInt.of(0)))
                .containsExactly(new SettingsProblem(
                        "hoursInPastToRetrieveLastUsableMeasurement", "0", "must lie from 1 to 87840 hours"));
        assertThat(SettingsProblem.ofLastUsableHours(OptionalInt.of(744))).isEmpty();
        assertThat(SettingsProblem.ofLastUsableHours(OptionalInt.empty())).isEmpty();
    }
}
