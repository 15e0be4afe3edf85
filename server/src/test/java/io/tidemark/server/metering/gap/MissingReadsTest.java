package io.tidemark.server.metering.gap;

import static io.tidemark.server.metering.Portfolio.ALWAYS;
import static io.tidemark.server.metering.Portfolio.at;
import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.Portfolio.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingReadsTest {

    private static final long TEN_MINUTES = 600_000L;
    private static final String NEW_YORK = "America/New_York";

    private static MissingReads daily(boolean expectedWhileOff, Installation... installations) {
        return new MissingReads(
                new InstallationHistory(List.of(installations)),
                LocalTime.MIDNIGHT,
                24,
                TEN_MINUTES,
                TEN_MINUTES,
                expectedWhileOff);
    }

    private static List<String> missing(MissingReads rule, InstantSeries reads, String after, String through) {
        List<String> missing = new ArrayList<>();
        rule.find(
                reads,
                at(after),
                at(through),
                at -> missing.add(Instant.ofEpochMilli(at).toString()));
        return missing;
    }

    @Test
    void readsOfAHeadEndThatIsNeverQuiteOnTimeSatisfyTheirMidnights() {
        SetOfReadings reads = SetOfReadings.ofInstants(
                "2026-03-01T23:55:00Z",
                "2026-03-03T00:01:00Z",
                "2026-03-04T00:00:00Z",
                "2026-03-05T00:02:00Z",
                "2026-03-06T23:59:00Z");
        assertThat(missing(
                        daily(false, installed("2026-03-01T12:00:00Z", null)),
                        reads,
                        "2026-03-01T12:00:00Z",
                        "2026-03-07T12:00:00Z"))
                .containsExactly("2026-03-06T00:00:00Z");
    }

    @Test
    void aReadAtNineInTheMorningSatisfiesNeitherMidnight() {
        assertThat(missing(
                        daily(false, installed("2026-03-01T12:00:00Z", null)),
                        SetOfReadings.ofInstants("2026-03-02T09:00:00Z"),
                        "2026-03-01T12:00:00Z",
                        "2026-03-03T12:00:00Z"))
                .containsExactly("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
    }

    @Test
    void bothEndsOfTheWindowSatisfyAndAMillisecondMoreDoesNot() {
        MissingReads rule = daily(false, installed("2026-03-01T12:00:00Z", null));
        long midnight = at("2026-03-02T00:00:00Z");
        assertThat(rule.isSatisfied(SetOfReadings.ofInstants().add(midnight - TEN_MINUTES), midnight))
                .isTrue();
        assertThat(rule.isSatisfied(SetOfReadings.ofInstants().add(midnight + TEN_MINUTES), midnight))
                .isTrue();
        assertThat(rule.isSatisfied(SetOfReadings.ofInstants().add(midnight - TEN_MINUTES - 1), midnight))
                .isFalse();
        assertThat(rule.isSatisfied(SetOfReadings.ofInstants().add(midnight + TEN_MINUTES + 1), midnight))
                .isFalse();
        assertThat(rule.isSatisfied(SetOfReadings.ofInstants(), midnight)).isFalse();
    }

    @Test
    void nothingIsExpectedBeforeTheInstallationNorFromTheRemovalOn() {
        assertThat(missing(
                        daily(
                                false,
                                installed("2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z"),
                                installed("2026-03-05T12:00:00Z", null)),
                        SetOfReadings.ofInstants(),
                        "2026-02-20T00:00:00Z",
                        "2026-03-07T00:00:00Z"))
                .containsExactly(
                        "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z");
    }

    @Test
    void nothingIsExpectedWhileItIsOffUnlessTheTypeSaysSo() {
        Installation off =
                installed("2026-03-01T12:00:00Z", null, period("2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z"));
        assertThat(missing(
                        daily(false, off), SetOfReadings.ofInstants(), "2026-03-01T12:00:00Z", "2026-03-05T00:00:00Z"))
                .containsExactly("2026-03-02T00:00:00Z", "2026-03-05T00:00:00Z");
        assertThat(missing(
                        daily(true, off), SetOfReadings.ofInstants(), "2026-03-01T12:00:00Z", "2026-03-05T00:00:00Z"))
                .containsExactly(
                        "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z");
    }

    @Test
    void eachInstallationHasItsOwnClock() {
        assertThat(missing(
                        daily(
                                false,
                                installed(
                                        NEW_YORK,
                                        IncomingDataShift.ALWAYS_STANDARD,
                                        1,
                                        period("2026-07-01T00:00:00Z", "2026-07-03T00:00:00Z"),
                                        ALWAYS),
                                installed(
                                        NEW_YORK,
                                        IncomingDataShift.ALWAYS_LOCAL,
                                        2,
                                        period("2026-07-03T00:00:00Z", null),
                                        ALWAYS)),
                        SetOfReadings.ofInstants(),
                        "2026-07-01T00:00:00Z",
                        "2026-07-04T12:00:00Z"))
                .containsExactly(
                        "2026-07-01T05:00:00Z", "2026-07-02T05:00:00Z", "2026-07-03T04:00:00Z", "2026-07-04T04:00:00Z");
    }

    @Test
    void theFirstMissingIsFoundWithoutTheRest() {
        MissingReads rule = daily(false, installed("2026-03-01T12:00:00Z", null));
        SetOfReadings reads = SetOfReadings.ofInstants("2026-03-02T00:00:00Z");
        assertThat(rule.first(reads, at("2026-03-01T12:00:00Z"), at("2026-03-09T00:00:00Z")))
                .isEqualTo(at("2026-03-03T00:00:00Z"));
        assertThat(rule.first(reads, at("2026-03-01T12:00:00Z"), at("2026-03-02T00:00:00Z")))
                .isEqualTo(MissingReads.NONE);
    }
}
