package io.tidemark.server.metering.filling.interval;

import static io.tidemark.server.metering.filling.interval.SampleMeter.hourly;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.RuleSettings;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calendar of the tests: 2026-05-13 is a Wednesday. */
class LikeDayTest {

    /** A full day of hours, each of the value. */
    private static void day(SampleMeter meter, String date, double value) {
        meter.constant(date + "T00:00:00Z", LocalDate.parse(date).plusDays(1) + "T00:00:00Z", value);
    }

    private static SampleMeter wednesdayGap() {
        return hourly().estimate("2026-05-13T06:00:00Z", "2026-05-13T08:00:00Z");
    }

    private static FilledIntervals filled(SampleMeter meter) {
        return meter.fill(FillingRule.LIKE_DAY).get(0);
    }

    private static List<LocalDate> daysOf(FilledIntervals filled) {
        return ((Evidence.LikeDays) filled.why(0).get(0)).likeDays();
    }

    @Test
    void theMeanOfTheThreeNearestDaysOfTheSameWeekday() {
        SampleMeter meter = wednesdayGap();
        day(meter, "2026-05-06", 1);
        day(meter, "2026-05-20", 2);
        day(meter, "2026-04-29", 6);
        day(meter, "2026-05-27", 100);
        day(meter, "2026-05-12", 100);
        FilledIntervals filled = filled(meter);
        assertThat(filled.values()).containsExactly(3, 3);
        assertThat(filled.conditions()).containsOnly(ConditionCode.ESTIMATED_LIKE_DAY);
        assertThat(daysOf(filled))
                .containsExactly(
                        LocalDate.parse("2026-05-06"), LocalDate.parse("2026-05-20"), LocalDate.parse("2026-04-29"));
        assertThat(filled.why(0).get(0).text())
                .isEqualTo("mean of the same time of day on [2026-05-06, 2026-05-20, 2026-04-29] for 2026-05-13");
    }

    @Test
    void eachIntervalTakesItsOwnTimeOfDay() {
        SampleMeter meter = wednesdayGap();
        day(meter, "2026-05-06", 0);
        meter.values("2026-05-06T06:00:00Z", 4, 5);
        assertThat(filled(meter).values()).containsExactly(4, 5);
    }

    @Test
    void theOtherTwoMidweekDaysOnlyMakeUpThree() {
        SampleMeter meter = wednesdayGap();
        day(meter, "2026-04-08", 3);
        day(meter, "2026-05-12", 6);
        day(meter, "2026-05-14", 9);
        day(meter, "2026-05-11", 100);
        day(meter, "2026-05-15", 100);
        day(meter, "2026-05-19", 100);
        FilledIntervals filled = filled(meter);
        assertThat(filled.values()).containsExactly(6, 6);
        assertThat(daysOf(filled))
                .containsExactly(
                        LocalDate.parse("2026-04-08"), LocalDate.parse("2026-05-12"), LocalDate.parse("2026-05-14"));
    }

    @Test
    void ofTwoDaysAsNearTheEarlierIsTaken() {
        SampleMeter meter = wednesdayGap();
        day(meter, "2026-05-06", 1);
        day(meter, "2026-05-20", 1);
        day(meter, "2026-04-29", 4);
        day(meter, "2026-05-27", 100);
        assertThat(filled(meter).values()).containsExactly(2, 2);
    }

    @Test
    void mondayFridaySaturdayAndSundayTakeOnlyThemselves() {
        for (String date : List.of("2026-05-11", "2026-05-15", "2026-05-16", "2026-05-17")) {
            SampleMeter meter = hourly();
            LocalDate day = LocalDate.parse(date);
            meter.estimate(date + "T06:00:00Z", date + "T07:00:00Z");
            for (int distance = 1; distance <= 35; distance++) {
                if (distance % 7 != 0) {
                    day(meter, day.minusDays(distance).toString(), 100);
                    day(meter, day.plusDays(distance).toString(), 100);
                }
            }
            assertThat(filled(meter).isException()).as(date).isTrue();
            day(meter, day.minusDays(35).toString(), 2);
            assertThat(filled(meter).values()).as(date).containsExactly(2);
        }
    }

    @Test
    void aHolidayCountsAsASundayWhetherItIsFilledOrLookedAt() {
        SampleMeter meter = wednesdayGap();
        meter.holidays.add(LocalDate.parse("2026-05-13"));
        meter.holidays.add(LocalDate.parse("2026-05-14"));
        day(meter, "2026-05-06", 100);
        day(meter, "2026-05-12", 100);
        day(meter, "2026-05-10", 2);
        day(meter, "2026-05-14", 4);
        day(meter, "2026-05-17", 6);
        FilledIntervals filled = filled(meter);
        assertThat(filled.values()).containsExactly(4, 4);
        assertThat(daysOf(filled))
                .containsExactly(
                        LocalDate.parse("2026-05-14"), LocalDate.parse("2026-05-10"), LocalDate.parse("2026-05-17"));
        meter.holidays.clear();
        meter.holidays.add(LocalDate.parse("2026-05-06"));
        assertThat(daysOf(filled(meter))).containsExactly(LocalDate.parse("2026-05-12"), LocalDate.parse("2026-05-14"));
    }

    @Test
    void aDayWithAnyMissingEstimatedEditedOrOutageIntervalIsNoLikeDay() {
        int[] conditions = {
            ConditionCode.MISSING,
            ConditionCode.NO_READ_DISCONNECTED,
            ConditionCode.OUTAGE_ZERO_FILLED,
            ConditionCode.ESTIMATED_INTERPOLATION,
            ConditionCode.ESTIMATED_ELSEWHERE,
            ConditionCode.MANUAL
        };
        for (int condition : conditions) {
            SampleMeter meter = wednesdayGap();
            day(meter, "2026-05-06", 100);
            meter.put("2026-05-06T23:00:00Z", ConditionCode.carriesValue(condition) ? 1 : Double.NaN, condition);
            day(meter, "2026-05-20", 2);
            assertThat(filled(meter).values()).as("a %d", condition).containsExactly(2, 2);
        }
        SampleMeter meter = wednesdayGap();
        day(meter, "2026-05-06", 100);
        meter.without("2026-05-06T00:00:00Z", "2026-05-06T01:00:00Z");
        assertThat(filled(meter).isException()).isTrue();
    }

    @Test
    void theLookBackAndTheLookForwardAreFiveWeeksEach() {
        for (String within : List.of("2026-04-08", "2026-06-17")) {
            SampleMeter meter = wednesdayGap();
            day(meter, within, 7);
            assertThat(filled(meter).values()).as(within).containsExactly(7, 7);
        }
        for (String beyond : List.of("2026-04-01", "2026-04-07", "2026-06-18", "2026-06-24")) {
            SampleMeter meter = wednesdayGap();
            day(meter, beyond, 7);
            assertThat(filled(meter).problem().message())
                    .as(beyond)
                    .contains("LIKE_DAY: like days of 2026-05-13: 0, needed: 1");
        }
    }

    @Test
    void theLooksAndTheFewestDaysCanBeSet() {
        SampleMeter meter = wednesdayGap();
        day(meter, "2026-05-06", 1);
        day(meter, "2026-04-29", 3);
        day(meter, "2026-05-20", 8);
        assertThat(meter.fill(RuleSettings.likeDay(1, 0, 1)).get(0).values()).containsExactly(1, 1);
        assertThat(meter.fill(RuleSettings.likeDay(2, 0, 2)).get(0).values()).containsExactly(2, 2);
        assertThat(meter.fill(RuleSettings.likeDay(2, 0, 3)).get(0).isException())
                .isTrue();
        assertThat(meter.fill(RuleSettings.likeDay(2, 1, 3)).get(0).values()).containsExactly(4, 4);
    }

    @Test
    void aTimeThatTheLikeDaySkippedIsLookedUpLaterByTheChange() {
        SampleMeter meter = new SampleMeter(60, "America/New_York");
        // Sunday 2026-03-15 02:00 local; on 2026-03-08 the clocks went from 02:00 to 03:00.
        meter.constant("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 1);
        meter.values("2026-03-08T07:00:00Z", 30);
        meter.estimate("2026-03-15T06:00:00Z", "2026-03-15T07:00:00Z");
        assertThat(filled(meter).values()).containsExactly(30);
    }

    @Test
    void aTimeThatTheLikeDayHadTwiceIsItsFirst() {
        SampleMeter meter = new SampleMeter(60, "America/New_York");
        // 2026-11-01 has 01:00 EDT at 05:00Z and 01:00 EST at 06:00Z; filled is 01:00 EST on 2026-11-08.
        meter.constant("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 1);
        meter.values("2026-11-01T05:00:00Z", 10, 20);
        meter.estimate("2026-11-08T06:00:00Z", "2026-11-08T07:00:00Z");
        assertThat(filled(meter).values()).containsExactly(10);
    }

    @Test
    void bothHoursOfADoubledOneLookUpTheSameTimeOfDay() {
        SampleMeter meter = new SampleMeter(60, "America/New_York");
        meter.constant("2026-10-25T04:00:00Z", "2026-10-26T04:00:00Z", 1);
        meter.values("2026-10-25T05:00:00Z", 9, 11);
        meter.estimate("2026-11-01T05:00:00Z", "2026-11-01T08:00:00Z");
        assertThat(filled(meter).values()).containsExactly(9, 9, 11);
    }

    @Test
    void aDayOfTwentyThreeOrTwentyFiveHoursIsWholeWithItsOwnNumberOfIntervals() {
        SampleMeter spring = new SampleMeter(60, "America/New_York");
        spring.constant("2026-03-08T05:00:00Z", "2026-03-09T03:00:00Z", 1);
        spring.estimate("2026-03-15T12:00:00Z", "2026-03-15T13:00:00Z");
        assertThat(filled(spring).isException()).isTrue();
        spring.values("2026-03-09T03:00:00Z", 1);
        assertThat(filled(spring).values()).containsExactly(1);
    }

    @Test
    void whereHalfAnHourShiftsTheGridTheContainingIntervalIsTaken() {
        SampleMeter meter = new SampleMeter(60, "Australia/Lord_Howe");
        // Standard +10:30; until 2026-04-05 02:00 local it is +11:00, so that hours begin at half past by the clock.
        meter.constant("2026-03-28T13:30:00Z", "2026-03-29T13:00:00Z", 1);
        meter.values("2026-03-28T23:30:00Z", 7);
        // 10:30 local on Sunday 2026-03-29 begins at 23:30Z; 11:00 local on 2026-04-12 (+10:30) lies in that interval.
        meter.estimate("2026-04-12T00:30:00Z", "2026-04-12T01:30:00Z");
        assertThat(filled(meter).values()).containsExactly(7);
    }

    @Test
    void aDayIsTheServicePointsAndNotAnUtcDay() {
        SampleMeter meter = new SampleMeter(60, "Asia/Kathmandu");
        // The local 2026-05-06 runs from 18:15Z to 18:15Z.
        meter.constant("2026-05-05T18:15:00Z", "2026-05-06T18:15:00Z", 5);
        meter.estimate("2026-05-12T18:15:00Z", "2026-05-12T20:15:00Z");
        assertThat(filled(meter).values()).containsExactly(5, 5);
    }

    @Test
    void aGapOverMidnightTakesTheLikeDaysOfEachOfItsDays() {
        SampleMeter meter = hourly().estimate("2026-05-15T23:00:00Z", "2026-05-16T01:00:00Z");
        day(meter, "2026-05-08", 5);
        day(meter, "2026-05-09", 8);
        FilledIntervals filled = filled(meter);
        assertThat(filled.values()).containsExactly(5, 8);
        assertThat(filled.evidence())
                .containsExactly(
                        new Evidence.LikeDays(
                                0, 1, LocalDate.parse("2026-05-15"), List.of(LocalDate.parse("2026-05-08"))),
                        new Evidence.LikeDays(
                                1, 2, LocalDate.parse("2026-05-16"), List.of(LocalDate.parse("2026-05-09"))));
        assertThat(filled.touchedBy(
                        Dependency.Source.OWN_SERIES,
                        Dependency.NO_REGISTER,
                        SampleMeter.period("2026-05-09T12:00:00Z", "2026-05-09T13:00:00Z")))
                .isTrue();
        assertThat(filled.touchedBy(
                        Dependency.Source.OWN_SERIES,
                        Dependency.NO_REGISTER,
                        SampleMeter.period("2026-05-10T12:00:00Z", "2026-05-10T13:00:00Z")))
                .isFalse();
    }

    @Test
    void onlyWhatInterpolationLeftIsOfferedToLikeDays() {
        SampleMeter meter = hourly().values("2026-05-13T05:00:00Z", 1)
                .values("2026-05-13T08:00:00Z", 4)
                .estimate("2026-05-13T06:00:00Z", "2026-05-13T08:00:00Z")
                .estimate("2026-05-13T10:00:00Z", "2026-05-13T13:00:00Z");
        day(meter, "2026-05-06", 50);
        List<FilledIntervals> filled = meter.fill(FillingRule.INTERPOLATION, FillingRule.LIKE_DAY);
        assertThat(filled.get(0).values()).containsExactly(2, 3);
        assertThat(filled.get(0).lastRule()).isEqualTo(FillingRule.INTERPOLATION);
        assertThat(filled.get(1).values()).containsExactly(50, 50, 50);
        assertThat(filled.get(1).lastRule()).isEqualTo(FillingRule.LIKE_DAY);
    }
}
