package io.tidemark.server.metering.review;

import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.calendar;
import static io.tidemark.server.metering.review.Times.installed;
import static io.tidemark.server.metering.review.Times.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A register read at local midnight, ten minutes off allowed; and one that sends a read a month. */
class ScalarFindingsTest {

    private static final long DAY = 86_400_000L;
    private static final ReadSchedule DAILY = new ReadSchedule(LocalTime.MIDNIGHT, 24, 600_000L, 600_000L);
    private static final Period SINCE_2025 = new Period(at("2025-01-01T00:00:00+01:00"), Period.STILL_OPEN);

    private final ReadingMap readings = new ReadingMap(1);
    private InstallationHistory history = installed(STOCKHOLM, SINCE_2025);
    private CadenceCalendar calendar = calendar(null, null, STOCKHOLM);
    private String reviewedAt = "2026-02-15T12:00:00+01:00";
    private YearMonth month = YearMonth.of(2026, 1);

    private StreamFindings review() {
        ReviewWindow window = ReviewWindow.of(month, calendar, at(reviewedAt));
        return ScalarFindings.find(
                window, ExpectedReads.of(history, calendar, DAILY, window.fromMillis(), window.toMillis()), readings);
    }

    private void readDaily(String from, String to) {
        for (long at = at(from); at < at(to); at += DAY) {
            readings.put(at, ConditionCode.REGULAR);
        }
    }

    @Test
    void aScalarIsCompleteWhenEveryExpectedInstantHasItsRead() {
        readDaily("2025-12-31T23:55:00+01:00", "2026-02-15T00:00:00+01:00");
        assertThat(review().expected()).isEqualTo(31);
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.COMPLETE);
    }

    @Test
    void aReadOutsideTheToleranceLeavesAGap() {
        readDaily("2026-01-01T00:00:00+01:00", "2026-02-15T00:00:00+01:00");
        readings.codes().remove(at("2026-01-10T00:00:00+01:00"));
        readings.regular("2026-01-10T00:10:01+01:00");
        assertThat(review().findings())
                .containsExactly(new Finding(
                        FindingKind.GAPS,
                        at("2026-01-10T00:00:00+01:00"),
                        at("2026-01-11T00:00:00+01:00"),
                        at("2026-01-10T00:00:00+01:00"),
                        at("2026-01-10T00:00:00+01:00"),
                        1,
                        31,
                        9677,
                        1));
        readings.regular("2026-01-10T00:10:00+01:00");
        assertThat(review().isAffected()).isFalse();
    }

    @Test
    void stalledReachesToTheEndOfTheMonth() {
        readDaily("2025-12-01T00:00:00+01:00", "2026-01-20T00:00:00+01:00");
        Finding stalled = review().findings().get(0);
        assertThat(stalled.kind()).isEqualTo(FindingKind.STALLED);
        assertThat(stalled.fromMillis()).isEqualTo(at("2026-01-20T00:00:00+01:00"));
        assertThat(stalled.toMillis()).isEqualTo(at("2026-02-01T00:00:00+01:00"));
        assertThat(stalled.lastMissingMillis()).isEqualTo(at("2026-01-31T00:00:00+01:00"));
        assertThat(stalled.missing()).isEqualTo(12);
        assertThat(stalled.daysSinceLastReading()).isEqualTo(27);
    }

    @Test
    void aStreamThatReadsAtTheWrongHourHasNotStalled() {
        readDaily("2025-12-01T09:00:00+01:00", "2026-02-15T00:00:00+01:00");
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.GAPS);
        assertThat(review().missing()).isEqualTo(31);
    }

    @Test
    void neverReceivedWhenNoReadEverCame() {
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.NEVER_RECEIVED);
        readings.put(at("2026-01-02T00:00:00+01:00"), ConditionCode.ESTIMATED_FROM_HISTORY);
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.NEVER_RECEIVED);
        assertThat(review().missing()).isEqualTo(31);
    }

    @Test
    void readsAreExpectedWithinInstalledTimeOnly() {
        history = installed(
                STOCKHOLM,
                period("2026-01-05T08:00:00+01:00", "2026-01-10T00:00:00+01:00"),
                period("2026-01-20T00:00:00+01:00", "2026-01-21T00:00:00+01:00"));
        // 6, 7, 8, 9 January; and the 20th.
        assertThat(review().expected()).isEqualTo(5);
        assertThat(review().findings().get(0).toMillis()).isEqualTo(at("2026-01-21T00:00:00+01:00"));
    }

    @Test
    void sixHourlyReadsAreFourOnADayOf23Hours() {
        ReadSchedule sixHourly = new ReadSchedule(LocalTime.MIDNIGHT, 6, 0, 0);
        ExpectedReads reads = ExpectedReads.daily(
                history, sixHourly, at("2026-03-29T00:00:00+01:00"), at("2026-03-30T00:00:00+02:00"));
        assertThat(reads.size()).isEqualTo(4);
        assertThat(reads.fromMillis(1)).isEqualTo(at("2026-03-29T06:00:00+02:00"));
    }

    @Test
    void aDeviceOnStandardTimeIsReadAnHourLaterInSummerAndTheMonthStaysLocal() {
        history = new InstallationHistory(
                List.of(Times.installation(SINCE_2025, STOCKHOLM, IncomingDataShift.ALWAYS_STANDARD)));
        ExpectedReads july =
                ExpectedReads.daily(history, DAILY, at("2026-07-01T00:00:00+02:00"), at("2026-08-01T00:00:00+02:00"));
        assertThat(july.size()).isEqualTo(31);
        assertThat(july.fromMillis(0)).isEqualTo(at("2026-07-01T01:00:00+02:00"));
        assertThat(july.toMillis(30)).isEqualTo(at("2026-08-01T00:00:00+02:00"));
    }

    @Test
    void aScalarWithACadenceOverADayHasOneExpectedReadingAnywhereInThePeriod() {
        calendar = calendar("P1M", "P14D", STOCKHOLM);
        for (String anywhere :
                new String[] {"2026-01-01T00:00:00+01:00", "2026-01-17T09:13:00+01:00", "2026-01-31T23:59:59.999+01:00"
                }) {
            readings.codes().clear();
            readings.regular(anywhere);
            assertThat(review().expected()).isEqualTo(1);
            assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.COMPLETE);
        }
        readings.codes().clear();
        readings.regular("2025-12-31T23:59:59.999+01:00");
        assertThat(review().findings())
                .containsExactly(new Finding(
                        FindingKind.STALLED,
                        at("2026-01-01T00:00:00+01:00"),
                        at("2026-02-01T00:00:00+01:00"),
                        at("2026-01-01T00:00:00+01:00"),
                        at("2026-01-01T00:00:00+01:00"),
                        1,
                        1,
                        0,
                        45));
        readings.regular("2026-02-01T00:00:00+01:00");
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.GAPS);
    }

    @Test
    void aMonthlyReadIsNotDueForTwoWeeksAfterTheMonth() {
        calendar = calendar("P1M", "P14D", STOCKHOLM);
        readings.regular("2025-12-31T00:00:00+01:00");
        reviewedAt = "2026-02-14T12:00:00+01:00";
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.NOT_DUE);
        assertThat(review().isAffected()).isFalse();
        reviewedAt = "2026-02-15T00:00:00+01:00";
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.STALLED);
    }

    @Test
    void aQuarterlyReadIsExpectedInTheMonthThatEndsTheQuarter() {
        calendar = calendar("P3M", "P14D", STOCKHOLM);
        assertThat(review().findings())
                .extracting(Finding::kind, Finding::fromMillis, Finding::toMillis, Finding::expected)
                .containsExactly(tuple(
                        FindingKind.NOT_DUE, at("2026-01-01T00:00:00+01:00"), at("2026-02-01T00:00:00+01:00"), 0L));
        readings.regular("2026-01-15T00:00:00+01:00");
        assertThat(review().findings()).isEmpty();
        month = YearMonth.of(2026, 3);
        reviewedAt = "2026-04-15T12:00:00+02:00";
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.COMPLETE);
        readings.codes().clear();
        assertThat(review().findings())
                .extracting(Finding::kind, Finding::fromMillis)
                .containsExactly(tuple(FindingKind.NEVER_RECEIVED, at("2026-01-01T00:00:00+01:00")));
    }

    @Test
    void aWeekCountsInTheMonthThatItEndsIn() {
        calendar = calendar("P1W", "P2D", STOCKHOLM);
        ReviewWindow window = ReviewWindow.of(month, calendar, at(reviewedAt));
        ExpectedReads weeks = ExpectedReads.of(history, calendar, DAILY, window.fromMillis(), window.toMillis());
        // Mondays: 29 December, 5, 12, 19, 26 January, 2 February; the week from the 26th ends in February.
        assertThat(weeks.size()).isEqualTo(4);
        assertThat(weeks.fromMillis(0)).isEqualTo(at("2025-12-29T00:00:00+01:00"));
        assertThat(weeks.toMillis(3)).isEqualTo(at("2026-01-26T00:00:00+01:00"));
    }

    @Test
    void aPeriodInWhichItWasInstalledForADayHasItsReading() {
        calendar = calendar("P1M", "P14D", STOCKHOLM);
        history = installed(STOCKHOLM, period("2026-01-30T00:00:00+01:00", "2026-01-31T00:00:00+01:00"));
        assertThat(review().expected()).isEqualTo(1);
        history = installed(STOCKHOLM, period("2026-02-01T00:00:00+01:00", "2026-02-02T00:00:00+01:00"));
        assertThat(review().expected()).isZero();
        assertThat(review().findings()).isEmpty();
    }

    @Test
    void aSpanOfReadsIsMendedWhenEachIsThere() {
        ExpectedReads reads =
                ExpectedReads.daily(history, DAILY, at("2026-01-10T00:00:00+01:00"), at("2026-01-12T00:00:00+01:00"));
        readings.regular("2026-01-10T00:00:00+01:00");
        assertThat(ScalarFindings.missing(reads, readings)).isEqualTo(1);
        readings.put(at("2026-01-10T23:50:00+01:00"), ConditionCode.MANUAL);
        assertThat(ScalarFindings.missing(reads, readings)).isZero();
    }

    @Test
    void aSpanOfMoreReadsThanAYearHasIsRefused() {
        ReadSchedule hourly = new ReadSchedule(LocalTime.MIDNIGHT, 1, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpectedReads.daily(
                        history, hourly, at("2026-01-01T00:00:00+01:00"), at("2027-01-03T00:00:00+01:00")))
                .withMessageContaining("8784");
    }
}
