package io.tidemark.server.metering.gap;

import static io.tidemark.server.metering.Portfolio.ALWAYS;
import static io.tidemark.server.metering.Portfolio.HOUR;
import static io.tidemark.server.metering.Portfolio.at;
import static io.tidemark.server.metering.Portfolio.installed;
import static io.tidemark.server.metering.Portfolio.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapFinderTest {

    private static final IntervalGrid HOURLY = new IntervalGrid(HOUR, 0);

    private final SetOfReadings readings = SetOfReadings.ofIntervals(HOURLY);

    private static List<String> gaps(
            PresenceSeries readings, IntervalGrid grid, String from, String to, Installation... installations) {
        List<String> gaps = new ArrayList<>();
        GapFinder.find(
                readings,
                grid,
                new InstallationHistory(List.of(installations)),
                at(from),
                at(to),
                gap -> gaps.add(Instant.ofEpochMilli(gap.fromMillis()) + " " + Instant.ofEpochMilli(gap.toMillis())
                        + " " + gap.intervals()));
        return gaps;
    }

    @Test
    void oneGoodHourLeavesAGapOnEitherSide() {
        readings.add("2026-04-12T08:00:00Z", "2026-04-12T09:00:00Z");
        assertThat(gaps(
                        readings,
                        HOURLY,
                        "2026-04-10T00:00:00Z",
                        "2026-04-15T00:00:00Z",
                        installed("2026-04-01T00:00:00Z", null)))
                .containsExactly(
                        "2026-04-10T00:00:00Z 2026-04-12T08:00:00Z 56", "2026-04-12T09:00:00Z 2026-04-15T00:00:00Z 63");
    }

    @Test
    void timeNotInstalledIsNoGap() {
        assertThat(gaps(
                        readings,
                        HOURLY,
                        "2026-04-10T00:00:00Z",
                        "2026-04-20T00:00:00Z",
                        installed("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"),
                        installed("2026-04-18T00:00:00Z", null)))
                .containsExactly(
                        "2026-04-10T00:00:00Z 2026-04-15T00:00:00Z 120",
                        "2026-04-18T00:00:00Z 2026-04-20T00:00:00Z 48");
    }

    @Test
    void gapsOfAdjoiningInstallationsStayTwo() {
        assertThat(gaps(
                        readings,
                        HOURLY,
                        "2026-04-14T22:00:00Z",
                        "2026-04-15T02:00:00Z",
                        installed("2026-04-01T00:00:00Z", "2026-04-15T00:00:00Z"),
                        installed("2026-04-15T00:00:00Z", null)))
                .containsExactly(
                        "2026-04-14T22:00:00Z 2026-04-15T00:00:00Z 2", "2026-04-15T00:00:00Z 2026-04-15T02:00:00Z 2");
    }

    @Test
    void anIntervalThatASwapCutsInTwoBelongsToNeitherSide() {
        assertThat(gaps(
                        readings,
                        HOURLY,
                        "2026-04-14T22:00:00Z",
                        "2026-04-15T02:00:00Z",
                        installed("2026-04-01T00:00:00Z", "2026-04-15T00:20:00Z"),
                        installed("2026-04-15T00:20:00Z", null)))
                .containsExactly(
                        "2026-04-14T22:00:00Z 2026-04-15T00:00:00Z 2", "2026-04-15T01:00:00Z 2026-04-15T02:00:00Z 1");
    }

    @Test
    void theRangeIsRoundedInwardToTheGrid() {
        IntervalGrid kathmandu = IntervalGrid.anchoredAtStandardMidnight(HOUR, 20_700);
        assertThat(gaps(
                        SetOfReadings.ofIntervals(kathmandu),
                        kathmandu,
                        "2026-04-10T00:00:00Z",
                        "2026-04-10T04:00:00Z",
                        installed(
                                "Asia/Kathmandu",
                                IncomingDataShift.ALWAYS_STANDARD,
                                1,
                                period("2026-04-01T00:00:00Z", null),
                                ALWAYS)))
                .containsExactly("2026-04-10T00:15:00Z 2026-04-10T03:15:00Z 3");
    }

    @Test
    void nothingIsMissingWhereEverythingIsThereOrNothingWasInstalled() {
        readings.add("2026-04-10T00:00:00Z", "2026-04-11T00:00:00Z");
        Installation always = installed("2026-04-01T00:00:00Z", null);
        assertThat(gaps(readings, HOURLY, "2026-04-10T00:00:00Z", "2026-04-11T00:00:00Z", always))
                .isEmpty();
        assertThat(gaps(readings, HOURLY, "2026-04-12T00:00:00Z", "2026-04-11T00:00:00Z", always))
                .isEmpty();
        assertThat(gaps(readings, HOURLY, "2026-04-12T00:00:00Z", "2026-04-13T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void theTakerEndsTheSearch() {
        readings.add("2026-04-10T01:00:00Z", "2026-04-10T02:00:00Z");
        InstallationHistory history = new InstallationHistory(List.of(installed("2026-04-01T00:00:00Z", null)));
        List<Gap> taken = new ArrayList<>();
        boolean all = GapFinder.find(
                readings, HOURLY, history, at("2026-04-10T00:00:00Z"), at("2026-04-11T00:00:00Z"), gap -> {
                    taken.add(gap);
                    return false;
                });
        assertThat(all).isFalse();
        assertThat(taken).hasSize(1);
    }
}
