package io.tidemark.server.metering.calendar;

import static io.tidemark.server.metering.device.IncomingDataShift.ALWAYS_LOCAL;
import static io.tidemark.server.metering.device.IncomingDataShift.ALWAYS_STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.metering.device.IncomingDataShift;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedInstantsTest {

    private static final String NEW_YORK = "America/New_York";

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static ExpectedInstants expected(String zone, IncomingDataShift shift, String first, int hours) {
        return new ExpectedInstants(new WallClock(ZoneId.of(zone), shift), LocalTime.parse(first), hours);
    }

    private static List<String> within(ExpectedInstants expected, String after, String through) {
        return Arrays.stream(expected.within(millis(after), millis(through)))
                .mapToObj(at -> Instant.ofEpochMilli(at).toString())
                .toList();
    }

    @Test
    void midnightAndTwentyFourHoursIsOneADay() {
        assertThat(within(
                        expected(NEW_YORK, ALWAYS_LOCAL, "00:00", 24), "2026-03-06T05:00:00Z", "2026-03-10T04:00:00Z"))
                .containsExactly(
                        "2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", "2026-03-10T04:00:00Z");
    }

    @Test
    void midnightAndSixHoursIsFourADayOnTheWallAlsoWhenTheDayHasTwentyThreeHours() {
        assertThat(within(expected(NEW_YORK, ALWAYS_LOCAL, "00:00", 6), "2026-03-08T04:59:00Z", "2026-03-09T04:00:00Z"))
                .containsExactly(
                        "2026-03-08T05:00:00Z",
                        "2026-03-08T10:00:00Z",
                        "2026-03-08T16:00:00Z",
                        "2026-03-08T22:00:00Z",
                        "2026-03-09T04:00:00Z");
    }

    @Test
    void midnightAndSixHoursIsFourADayOnTheWallAlsoWhenTheDayHasTwentyFiveHours() {
        assertThat(within(expected(NEW_YORK, ALWAYS_LOCAL, "00:00", 6), "2026-11-01T03:59:00Z", "2026-11-02T04:59:59Z"))
                .containsExactly(
                        "2026-11-01T04:00:00Z", "2026-11-01T11:00:00Z", "2026-11-01T17:00:00Z", "2026-11-01T23:00:00Z");
    }

    @Test
    void theDayStartsAfreshWhereTheHoursDoNotDivideIt() {
        assertThat(within(expected("UTC", ALWAYS_LOCAL, "06:00", 5), "2026-01-01T00:00:00Z", "2026-01-02T06:00:00Z"))
                .containsExactly(
                        "2026-01-01T06:00:00Z",
                        "2026-01-01T11:00:00Z",
                        "2026-01-01T16:00:00Z",
                        "2026-01-01T21:00:00Z",
                        "2026-01-02T06:00:00Z");
    }

    @Test
    void aSkippedHourAndTheOneItMovesToAreOneExpectedInstant() {
        assertThat(within(expected(NEW_YORK, ALWAYS_LOCAL, "00:00", 1), "2026-03-08T05:00:00Z", "2026-03-08T08:00:00Z"))
                .containsExactly("2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z", "2026-03-08T08:00:00Z");
    }

    @Test
    void anHourThatHappensTwiceIsExpectedOnceTheFirstTime() {
        assertThat(within(expected(NEW_YORK, ALWAYS_LOCAL, "00:00", 1), "2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z"))
                .containsExactly("2026-11-01T05:00:00Z", "2026-11-01T07:00:00Z", "2026-11-01T08:00:00Z");
    }

    @Test
    void lordHoweMovesByHalfAnHour() {
        ExpectedInstants expected = expected("Australia/Lord_Howe", ALWAYS_LOCAL, "02:15", 24);
        assertThat(within(expected, "2026-10-02T00:00:00Z", "2026-10-05T00:00:00Z"))
                .containsExactly("2026-10-02T15:45:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void inStandardTimeTheInstantsStayATwentyFourHourDayApartAllYear() {
        ExpectedInstants expected = expected(NEW_YORK, ALWAYS_STANDARD, "00:00", 24);
        long[] year = expected.within(millis("2026-01-01T05:00:00Z"), millis("2027-01-01T05:00:00Z"));
        assertThat(year).hasSize(365);
        for (int day = 0; day < 365; day++) {
            assertThat(year[day]).isEqualTo(millis("2026-01-02T05:00:00Z") + day * 86_400_000L);
        }
    }

    @Test
    void theEndCountsAndTheBeginningDoesNot() {
        ExpectedInstants expected = expected("Asia/Kathmandu", ALWAYS_LOCAL, "00:00", 24);
        long midnight = millis("2026-03-01T18:15:00Z");
        assertThat(expected.within(midnight - 1, midnight)).containsExactly(midnight);
        assertThat(expected.within(midnight, midnight + 1)).isEmpty();
        assertThat(expected.firstAfter(midnight)).isEqualTo(millis("2026-03-02T18:15:00Z"));
        assertThat(expected.lastAtOrBefore(midnight)).isEqualTo(midnight);
        assertThat(expected.lastAtOrBefore(midnight - 1)).isEqualTo(millis("2026-02-28T18:15:00Z"));
    }

    @Test
    void theCutOffIsTheLastOneThatHasPassed() {
        WallClock clock = new WallClock(ZoneId.of("UTC"), ALWAYS_STANDARD);
        assertThat(ExpectedInstants.lastCutOffMillis(clock, LocalTime.MIDNIGHT, millis("2010-01-13T18:00:00Z")))
                .isEqualTo(millis("2010-01-13T00:00:00Z"));
        assertThat(ExpectedInstants.lastCutOffMillis(clock, LocalTime.MIDNIGHT, millis("2010-01-13T00:00:00Z")))
                .isEqualTo(millis("2010-01-13T00:00:00Z"));
    }

    @Test
    void aCutOffAtMidnightIsElevenInTheEveningOfStandardTimeInSummer() {
        WallClock legal = new WallClock(ZoneId.of(NEW_YORK), ALWAYS_LOCAL);
        assertThat(ExpectedInstants.lastCutOffMillis(legal, LocalTime.MIDNIGHT, millis("2010-01-15T12:00:00-05:00")))
                .isEqualTo(millis("2010-01-15T00:00:00-05:00"));
        assertThat(ExpectedInstants.lastCutOffMillis(legal, LocalTime.MIDNIGHT, millis("2010-04-15T12:00:00-05:00")))
                .isEqualTo(millis("2010-04-14T23:00:00-05:00"));
    }

    @Test
    void anAmbiguousCutOffHasPassedTheFirstTime() {
        WallClock legal = new WallClock(ZoneId.of(NEW_YORK), ALWAYS_LOCAL);
        LocalTime half = LocalTime.parse("01:30");
        assertThat(ExpectedInstants.lastCutOffMillis(legal, half, millis("2026-11-01T05:30:00Z")))
                .isEqualTo(millis("2026-11-01T05:30:00Z"));
        assertThat(ExpectedInstants.lastCutOffMillis(legal, half, millis("2026-11-01T06:30:00Z")))
                .isEqualTo(millis("2026-11-01T05:30:00Z"));
    }

    @Test
    void hoursOutsideOneToTwentyFourAreRefused() {
        assertThatThrownBy(() -> expected("UTC", ALWAYS_LOCAL, "00:00", 25)).hasMessageContaining("25");
        assertThatThrownBy(() -> expected("UTC", ALWAYS_LOCAL, "00:00", 0)).hasMessageContaining("0");
    }

    /** Every five minutes of two months around a change of the clock, against a clock that is only ever read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York 2026-03-08T07:00:00Z",
                "America/New_York 2026-11-01T06:00:00Z",
                "Australia/Sydney 2026-10-03T16:00:00Z",
                "Australia/Lord_Howe 2026-10-03T15:30:00Z",
                "Australia/Lord_Howe 2026-04-04T15:00:00Z",
                "Europe/Dublin 2026-03-29T01:00:00Z",
                "Asia/Kathmandu 2026-03-29T01:00:00Z",
                "Antarctica/Troll 2026-03-29T01:00:00Z",
                "Pacific/Apia 2011-12-30T10:00:00Z",
                "Asia/Pyongyang 2018-05-04T15:00:00Z",
                "Asia/Pyongyang 2015-08-14T15:00:00Z"
            })
    void agreesWithAClockReadEveryFiveMinutes(String zoneAndChange) {
        String[] parts = zoneAndChange.split(" ");
        long middle = millis(parts[1]);
        Random random = new Random(zoneAndChange.hashCode());
        for (IncomingDataShift shift : IncomingDataShift.values()) {
            for (int round = 0; round < 6; round++) {
                WallClock clock = new WallClock(ZoneId.of(parts[0]), shift);
                int hours = 1 + random.nextInt(24);
                LocalTime first = LocalTime.ofSecondOfDay(300L * random.nextInt(288));
                TreeSet<Long> model = readOffTheClock(clock, first, hours, middle);
                ExpectedInstants expected = new ExpectedInstants(clock, first, hours);
                long after = middle - 5 * 86_400_000L;
                long through = middle + 5 * 86_400_000L;
                for (long at = after; at <= through; at += 300_000L) {
                    assertThat(expected.firstAfter(at))
                            .as("after %s, %s", Instant.ofEpochMilli(at), zoneAndChange)
                            .isEqualTo(model.higher(at));
                    assertThat(expected.lastAtOrBefore(at)).isEqualTo(model.floor(at));
                }
                assertThat(expected.count(after, through))
                        .isEqualTo(model.subSet(after, false, through, true).size());
            }
        }
    }

    private static TreeSet<Long> readOffTheClock(WallClock clock, LocalTime first, int hours, long middle) {
        TreeSet<Long> wanted = new TreeSet<>();
        LocalDate day = clock.day(middle);
        for (int d = -9; d <= 9; d++) {
            for (int minute = first.toSecondOfDay() / 60; minute < 24 * 60; minute += hours * 60) {
                wanted.add((day.plusDays(d).toEpochDay() * 1_440 + minute) * 60_000L);
            }
        }
        TreeSet<Long> instants = new TreeSet<>();
        long shownLatest = Long.MIN_VALUE;
        for (long at = middle - 8 * 86_400_000L; at <= middle + 8 * 86_400_000L; at += 300_000L) {
            long shows = at + clock.offsetMillis(at);
            if (shownLatest != Long.MIN_VALUE && shows > shownLatest + 300_000L) {
                // The clock jumped: what it skipped counts as far on as the jump is long.
                long jump = shows - shownLatest - 300_000L;
                for (long skipped : wanted.subSet(shownLatest, false, shows, false)) {
                    instants.add(at + skipped + jump - shows);
                }
            }
            if (shows > shownLatest && wanted.contains(shows)) {
                instants.add(at);
            }
            shownLatest = Math.max(shownLatest, shows);
        }
        return instants;
    }
}
