package io.tidemark.server.metering.review;

import static io.tidemark.server.metering.review.Times.NEW_YORK;
import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.UTC;
import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.calendar;
import static io.tidemark.server.metering.review.Times.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** January 2026 at a quarter of an hour: 31 x 96 = 2976 readings, reviewed at noon of 15 February. */
class IntervalFindingsTest {

    private static final long QUARTER = 900_000L;
    private static final IntervalGrid GRID = new IntervalGrid(QUARTER, 0);
    private static final List<Period> SINCE_2025 = List.of(new Period(at("2025-01-01T00:00:00Z"), Period.STILL_OPEN));

    private final ReadingMap readings = new ReadingMap(QUARTER);
    private List<Period> inForce = SINCE_2025;
    private CadenceCalendar calendar = calendar("P1D", "PT6H", UTC);
    private String reviewedAt = "2026-02-15T12:00:00Z";
    private YearMonth month = YearMonth.of(2026, 1);
    private IntervalGrid grid = GRID;

    private StreamFindings review() {
        return IntervalFindings.find(ReviewWindow.of(month, calendar, at(reviewedAt)), grid, inForce, readings);
    }

    private static Finding finding(
            FindingKind kind, String from, String to, long missing, long expected, int coverage, int days) {
        boolean isMissing = missing > 0;
        return new Finding(
                kind,
                at(from),
                at(to),
                isMissing ? at(from) : Finding.NONE,
                isMissing ? at(to) - QUARTER : Finding.NONE,
                missing,
                expected,
                coverage,
                days);
    }

    @Test
    void completeWhenEveryExpectedReadingIsThere() {
        readings.regular("2025-12-01T00:00:00Z", "2026-02-15T00:00:00Z");
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.COMPLETE, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", 0, 2976, 10_000, 0));
        assertThat(review().isAffected()).isFalse();
    }

    @Test
    void stalledWhenReadingsStoppedInsideTheMonthAndNoneCameAfter() {
        readings.regular("2025-12-01T00:00:00Z", "2026-01-20T06:00:00Z");
        // 19 days of 96 and 24 more are there, 2976 - 1848 = 1128 are not: 62.0967... %.
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.STALLED, "2026-01-20T06:00:00Z", "2026-02-01T00:00:00Z", 1128, 2976, 6210, 26));
        assertThat(review().isAffected()).isTrue();
    }

    @Test
    void stalledWhenReadingsStoppedBeforeTheMonth() {
        readings.regular("2025-12-01T00:00:00Z", "2025-12-24T12:00:00Z");
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.STALLED, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", 2976, 2976, 0, 53));
    }

    @Test
    void gapsWhenTheStreamStoppedAndStartedAgain() {
        readings.regular("2025-12-01T00:00:00Z", "2026-02-15T00:00:00Z")
                .remove("2026-01-10T13:00:00Z", "2026-01-10T14:00:00Z");
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.GAPS, "2026-01-10T13:00:00Z", "2026-01-10T14:00:00Z", 4, 2976, 9987, 0));
    }

    @Test
    void twoMissingRunsAreOneFindingFromTheFirstToTheLast() {
        readings.regular("2025-12-01T00:00:00Z", "2026-02-15T00:00:00Z")
                .remove("2026-01-10T13:00:00Z", "2026-01-10T14:00:00Z")
                .remove("2026-01-12T00:00:00Z", "2026-01-12T00:15:00Z");
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.GAPS, "2026-01-10T13:00:00Z", "2026-01-12T00:15:00Z", 5, 2976, 9983, 0));
    }

    @Test
    void gapsAndStalledTogetherByFrom() {
        readings.regular("2025-12-01T00:00:00Z", "2026-01-20T00:00:00Z")
                .remove("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z");
        // 96 in the gap and 12 days of 96 after it: 1248 of 2976 missing, 58.0645... %.
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.GAPS, "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z", 96, 2976, 5806, 26),
                        finding(
                                FindingKind.STALLED,
                                "2026-01-20T00:00:00Z",
                                "2026-02-01T00:00:00Z",
                                1152,
                                2976,
                                5806,
                                26));
        assertThat(review().missing()).isEqualTo(1248);
    }

    @Test
    void oneReadingAfterTheMonthMakesAStopAGap() {
        readings.regular("2025-12-01T00:00:00Z", "2026-01-20T00:00:00Z").regular("2026-02-10T07:00:00Z");
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.GAPS, "2026-01-20T00:00:00Z", "2026-02-01T00:00:00Z", 1152, 2976, 6129, 5));
    }

    @Test
    void aReadingAfterTheReviewDoesNot() {
        readings.regular("2025-12-01T00:00:00Z", "2026-01-20T00:00:00Z").regular("2026-02-15T12:15:00Z");
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.STALLED);
    }

    @Test
    void aLateStartIsAGap() {
        readings.regular("2026-01-08T00:00:00Z", "2026-02-15T00:00:00Z");
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.GAPS, "2026-01-01T00:00:00Z", "2026-01-08T00:00:00Z", 672, 2976, 7742, 0));
    }

    @Test
    void neverReceivedWhenInstalledAndNoReadingEver() {
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.NEVER_RECEIVED,
                        "2026-01-01T00:00:00Z",
                        "2026-02-01T00:00:00Z",
                        2976,
                        2976,
                        0,
                        ReviewWindow.NEVER));
    }

    @Test
    void estimatesDoNotCloseAGap() {
        readings.regular("2025-12-01T00:00:00Z", "2026-02-15T00:00:00Z")
                .fill(at("2026-01-10T13:00:00Z"), at("2026-01-10T13:30:00Z"), ConditionCode.ESTIMATED_LIKE_DAY)
                .fill(at("2026-01-10T13:30:00Z"), at("2026-01-10T13:45:00Z"), ConditionCode.OUTAGE_ZERO_FILLED)
                .fill(at("2026-01-10T13:45:00Z"), at("2026-01-10T14:00:00Z"), ConditionCode.NO_READ_DISCONNECTED);
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.GAPS, "2026-01-10T13:00:00Z", "2026-01-10T14:00:00Z", 4, 2976, 9987, 0));
    }

    @Test
    void estimatesAloneAreNoReadingEver() {
        readings.fill(at("2026-01-01T00:00:00Z"), at("2026-02-01T00:00:00Z"), ConditionCode.ESTIMATED_ELSEWHERE);
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.NEVER_RECEIVED);
    }

    @Test
    void readingsByHandCloseAGap() {
        readings.regular("2025-12-01T00:00:00Z", "2026-02-15T00:00:00Z")
                .fill(at("2026-01-10T13:00:00Z"), at("2026-01-10T14:00:00Z"), ConditionCode.MANUAL);
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.COMPLETE);
    }

    @Test
    void notDueWhenTheCadenceSaysTheDataAreNotExpectedYet() {
        calendar = calendar("P1M", "P14D", UTC);
        reviewedAt = "2026-02-14T23:59:59Z";
        readings.regular("2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z");
        assertThat(review().findings())
                .containsExactly(
                        finding(FindingKind.NOT_DUE, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", 0, 0, 10_000, 44));
        assertThat(review().isAffected()).isFalse();
        reviewedAt = "2026-02-15T00:00:00Z";
        assertThat(review().findings()).extracting(Finding::kind).containsExactly(FindingKind.STALLED);
    }

    @Test
    void inAReviewBeforeTheMonthIsOverTheRestIsNotDue() {
        reviewedAt = "2026-01-20T12:00:00Z";
        readings.regular("2025-12-01T00:00:00Z", "2026-01-20T06:00:00Z");
        assertThat(review().findings())
                .containsExactly(
                        finding(
                                FindingKind.COMPLETE,
                                "2026-01-01T00:00:00Z",
                                "2026-01-20T00:00:00Z",
                                0,
                                1824,
                                10_000,
                                0),
                        finding(
                                FindingKind.NOT_DUE,
                                "2026-01-20T06:00:00Z",
                                "2026-02-01T00:00:00Z",
                                0,
                                1824,
                                10_000,
                                0));
    }

    @Test
    void expectedWithinInstalledTimeOnly() {
        inForce = List.of(
                period("2026-01-05T10:07:00Z", "2026-01-10T10:07:00Z"),
                period("2026-01-20T00:00:00Z", "2026-01-21T00:00:00Z"));
        readings.regular("2026-01-05T10:15:00Z", "2026-01-10T10:00:00Z")
                .regular("2026-01-20T00:00:00Z", "2026-01-21T00:00:00Z");
        // 5 days less the two intervals that the installation cuts: 479; and a day.
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.COMPLETE, "2026-01-05T10:15:00Z", "2026-01-21T00:00:00Z", 0, 575, 10_000, 25));
    }

    @Test
    void whatStopsBeforeItsRemovalIsStalled() {
        inForce = List.of(period("2025-01-01T00:00:00Z", "2026-01-10T00:00:00Z"));
        readings.regular("2025-12-01T00:00:00Z", "2026-01-09T00:00:00Z");
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.STALLED, "2026-01-09T00:00:00Z", "2026-01-10T00:00:00Z", 96, 864, 8889, 37));
    }

    @Test
    void aComponentThatWasNotInstalledInTheMonthHasNoFinding() {
        inForce = List.of(period("2025-01-01T00:00:00Z", "2025-06-01T00:00:00Z"));
        assertThat(review()).isEqualTo(new StreamFindings(0, 0, Long.MIN_VALUE, List.of()));
        inForce = List.of();
        assertThat(review().findings()).isEmpty();
    }

    @Test
    void theMonthIsLocalAndASpringMonthHasAnHourLess() {
        calendar = calendar("P1D", "PT6H", NEW_YORK);
        month = YearMonth.of(2026, 3);
        reviewedAt = "2026-04-15T12:00:00-04:00";
        readings.regular("2026-03-01T00:00:00-05:00", "2026-04-01T00:00:00-04:00");
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.COMPLETE,
                        "2026-03-01T00:00:00-05:00",
                        "2026-04-01T00:00:00-04:00",
                        0,
                        31 * 96 - 4,
                        10_000,
                        14));
    }

    @Test
    void anAutumnMonthHasAnHourMore() {
        calendar = calendar("P1D", "PT6H", STOCKHOLM);
        month = YearMonth.of(2026, 10);
        reviewedAt = "2026-11-15T12:00:00+01:00";
        readings.regular("2026-10-01T00:00:00+02:00", "2026-10-31T23:00:00+01:00");
        assertThat(review().findings())
                .containsExactly(finding(
                        FindingKind.STALLED,
                        "2026-10-31T23:00:00+01:00",
                        "2026-11-01T00:00:00+01:00",
                        4,
                        31 * 96 + 4,
                        9987,
                        14));
    }

    @Test
    void anIntervalCountsInTheMonthThatItBeginsInThoughLocalMidnightIsNoBeginning() {
        // Lord Howe's summer clock is half an hour ahead: hours begin at half past there.
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        calendar = calendar("P1D", "PT6H", lordHowe);
        grid = IntervalGrid.anchoredAtStandardMidnight(3_600_000L, 10 * 3600 + 1800);
        reviewedAt = "2026-02-15T12:00:00+11:00";
        StreamFindings january = IntervalFindings.find(
                ReviewWindow.of(month, calendar, at(reviewedAt)), grid, inForce, new ReadingMap(3_600_000L));
        assertThat(january.findings().get(0).fromMillis()).isEqualTo(at("2026-01-01T00:30:00+11:00"));
        assertThat(january.findings().get(0).toMillis()).isEqualTo(at("2026-02-01T00:30:00+11:00"));
        assertThat(january.expected()).isEqualTo(744);
    }

    @Test
    void coverageHasTwoDecimalsHalfUp() {
        assertThat(Finding.hundredthsOfPercent(2, 3)).isEqualTo(6667);
        assertThat(Finding.hundredthsOfPercent(1, 3)).isEqualTo(3333);
        assertThat(Finding.hundredthsOfPercent(1, 800)).isEqualTo(13);
        assertThat(Finding.hundredthsOfPercent(1, 20_000)).isEqualTo(1);
        assertThat(Finding.hundredthsOfPercent(1, 20_001)).isZero();
        assertThat(Finding.hundredthsOfPercent(19_999, 20_000)).isEqualTo(10_000);
        assertThat(Finding.hundredthsOfPercent(0, 0)).isEqualTo(10_000);
    }

    @Test
    void aSpanIsMendedWhenNothingOfItIsMissing() {
        readings.regular("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
                .remove("2026-01-10T13:00:00Z", "2026-01-10T14:00:00Z");
        assertThat(missingIn("2026-01-10T12:00:00Z", "2026-01-10T15:00:00Z")).isEqualTo(4);
        readings.regular("2026-01-10T13:00:00Z", "2026-01-10T13:45:00Z");
        assertThat(missingIn("2026-01-10T12:00:00Z", "2026-01-10T15:00:00Z")).isEqualTo(1);
        readings.put(at("2026-01-10T13:45:00Z"), ConditionCode.MANUAL);
        assertThat(missingIn("2026-01-10T12:00:00Z", "2026-01-10T15:00:00Z")).isZero();
        inForce = List.of();
        assertThat(missingIn("2027-01-10T12:00:00Z", "2027-01-10T15:00:00Z")).isZero();
    }

    private long missingIn(String from, String to) {
        return IntervalFindings.missing(grid, inForce, at(from), at(to), readings);
    }
}
