package io.tidemark.server.metering.review;

import static io.tidemark.server.metering.review.Times.NEW_YORK;
import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.calendar;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CadenceCalendarTest {

    @Test
    void theValuesOfADayAreDueBySixTheNextMorning() {
        CadenceCalendar daily = calendar("P1D", "PT6H", STOCKHOLM);
        assertThat(daily.dueMillis(at("2026-01-20T00:00:00+01:00"))).isEqualTo(at("2026-01-21T06:00:00+01:00"));
        assertThat(daily.dueMillis(at("2026-01-20T23:45:00+01:00"))).isEqualTo(at("2026-01-21T06:00:00+01:00"));
    }

    @Test
    void theValuesOfAMonthAreDueTwoWeeksAfterIt() {
        CadenceCalendar monthly = calendar("P1M", "P14D", STOCKHOLM);
        assertThat(monthly.dueMillis(at("2026-01-05T12:00:00+01:00"))).isEqualTo(at("2026-02-15T00:00:00+01:00"));
        assertThat(monthly.dueMillis(at("2026-01-31T23:59:59+01:00"))).isEqualTo(at("2026-02-15T00:00:00+01:00"));
    }

    @Test
    void whatIsDueAtAnInstantIsExpectedAtThatInstant() {
        CadenceCalendar daily = calendar("P1D", "PT6H", STOCKHOLM);
        assertThat(daily.dueUntilMillis(at("2026-01-21T05:59:59+01:00"))).isEqualTo(at("2026-01-20T00:00:00+01:00"));
        assertThat(daily.dueUntilMillis(at("2026-01-21T06:00:00+01:00"))).isEqualTo(at("2026-01-21T00:00:00+01:00"));
        CadenceCalendar monthly = calendar("P1M", "P14D", STOCKHOLM);
        assertThat(monthly.dueUntilMillis(at("2026-02-14T23:59:59+01:00"))).isEqualTo(at("2026-01-01T00:00:00+01:00"));
        assertThat(monthly.dueUntilMillis(at("2026-02-15T00:00:00+01:00"))).isEqualTo(at("2026-02-01T00:00:00+01:00"));
    }

    @Test
    void aWaitOfManyPeriodsReachesBackOverAllOfThem() {
        CadenceCalendar daily = calendar("P1D", "P90D", STOCKHOLM);
        assertThat(daily.dueUntilMillis(at("2026-06-15T12:00:00+02:00"))).isEqualTo(at("2026-03-17T00:00:00+01:00"));
    }

    @Test
    void aPeriodIsOneOfTheServicePointsCalendar() {
        CadenceCalendar newYork = calendar("P1M", "P14D", NEW_YORK);
        assertThat(newYork.periodFromMillis(at("2026-02-01T04:59:00Z"))).isEqualTo(at("2026-01-01T05:00:00Z"));
        assertThat(newYork.periodFromMillis(at("2026-02-01T05:00:00Z"))).isEqualTo(at("2026-02-01T05:00:00Z"));
        assertThat(newYork.periodToMillis(at("2026-03-20T00:00:00Z"))).isEqualTo(at("2026-04-01T04:00:00Z"));
    }

    @Test
    void daysOfTheWaitAreCalendarDaysAndHoursAreElapsed() {
        // 29 March 2026 has 23 hours in Stockholm.
        assertThat(calendar("P1W", "P7D", STOCKHOLM).dueMillis(at("2026-03-20T00:00:00+01:00")))
                .isEqualTo(at("2026-03-30T00:00:00+02:00"));
        assertThat(calendar("P1D", "PT6H", STOCKHOLM).dueMillis(at("2026-03-28T12:00:00+01:00")))
                .isEqualTo(at("2026-03-29T07:00:00+02:00"));
        assertThat(calendar("P1D", "P1D", STOCKHOLM).dueMillis(at("2026-03-28T12:00:00+01:00")))
                .isEqualTo(at("2026-03-30T00:00:00+02:00"));
    }

    @Test
    void aDayWithoutMidnightBeginsWithItsFirstInstant() {
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        // Clocks went from 00:00 to 01:00 on 25 April 2025.
        CadenceCalendar daily = calendar("P1D", "P0D", cairo);
        assertThat(daily.periodFromMillis(at("2025-04-25T12:00:00+03:00"))).isEqualTo(at("2025-04-25T01:00:00+03:00"));
        assertThat(daily.periodToMillis(at("2025-04-24T12:00:00+02:00"))).isEqualTo(at("2025-04-25T01:00:00+03:00"));
        assertThat(calendar("P1D", "P7D", cairo).dueMillis(at("2025-04-24T12:00:00+02:00")))
                .isEqualTo(at("2025-05-02T00:00:00+03:00"));
    }

    @Test
    void aClockSetBackOverMidnightDoesNotGoBackToTheDayBefore() {
        ZoneId stJohns = ZoneId.of("America/St_Johns");
        // At 00:01 on 1 November 2009 the clock went back to 23:01 of 31 October: the day had begun a minute before.
        CadenceCalendar daily = calendar("P1D", "P0D", stJohns);
        long began = at("2009-11-01T00:00:00-02:30");
        assertThat(daily.periodFromMillis(began)).isEqualTo(began);
        assertThat(daily.periodFromMillis(at("2009-10-31T23:30:00-03:30"))).isEqualTo(began);
        assertThat(daily.periodToMillis(at("2009-10-31T23:30:00-03:30"))).isEqualTo(at("2009-11-02T00:00:00-03:30"));
    }

    @Test
    void theWindowOfAMonthIsTheLocalMonth() {
        ReviewWindow march = ReviewWindow.of(
                YearMonth.of(2026, 3), calendar("P1D", "PT6H", NEW_YORK), at("2026-04-15T12:00:00-04:00"));
        assertThat(march.fromMillis()).isEqualTo(at("2026-03-01T00:00:00-05:00"));
        assertThat(march.toMillis()).isEqualTo(at("2026-04-01T00:00:00-04:00"));
        assertThat(march.dueUntilMillis()).isEqualTo(at("2026-04-15T00:00:00-04:00"));
    }
}
