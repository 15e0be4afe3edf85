package io.tidemark.server.metering.review.coverage;

import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.UTC;
import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.calendar;
import static io.tidemark.server.metering.review.Times.installed;
import static io.tidemark.server.metering.review.Times.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.ExpectedReads;
import io.tidemark.server.metering.review.ReadSchedule;
import io.tidemark.server.metering.review.ReadingMap;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final long HOUR = 3_600_000L;
    private static final IntervalGrid HOURS = new IntervalGrid(HOUR, 0);
    private static final List<Period> SINCE_2025 = List.of(new Period(at("2025-01-01T00:00:00Z"), Period.STILL_OPEN));

    private final ReadingMap readings = new ReadingMap(HOUR);

    private static CoverageBuckets days(String from, String to) {
        return CoverageBuckets.of(STOCKHOLM, CoverageBuckets.By.DAY, at(from), at(to));
    }

    private CoverageColumns intervals(CoverageBuckets buckets, List<Period> inForce, long dueUntil) {
        CoverageColumns columns = new CoverageColumns(buckets.size());
        Coverage.ofIntervals(CoverageSpans.of(buckets, HOURS, dueUntil), inForce, readings, columns);
        return columns;
    }

    private static void assertRow(
            CoverageColumns columns, int row, int expected, int measured, int manual, int estimated, int missing) {
        assertThat(new int[] {
                    columns.expected(row),
                    columns.measured(row),
                    columns.manual(row),
                    columns.estimated(row),
                    columns.missing(row)
                })
                .containsExactly(expected, measured, manual, estimated, missing);
    }

    @Test
    void measuredManualAndEstimatedReadingsAreToldApart() {
        readings.regular("2026-01-10T00:00:00+01:00", "2026-01-10T12:00:00+01:00")
                .fill(at("2026-01-10T12:00:00+01:00"), at("2026-01-10T14:00:00+01:00"), ConditionCode.MANUAL)
                .fill(
                        at("2026-01-10T14:00:00+01:00"),
                        at("2026-01-10T17:00:00+01:00"),
                        ConditionCode.ESTIMATED_LIKE_DAY)
                .fill(
                        at("2026-01-10T17:00:00+01:00"),
                        at("2026-01-10T18:00:00+01:00"),
                        ConditionCode.OUTAGE_ZERO_FILLED)
                .fill(
                        at("2026-01-10T18:00:00+01:00"),
                        at("2026-01-10T19:00:00+01:00"),
                        ConditionCode.NO_READ_DISCONNECTED);
        CoverageColumns columns =
                intervals(days("2026-01-10T00:00:00+01:00", "2026-01-11T00:00:00+01:00"), SINCE_2025, Long.MAX_VALUE);
        assertRow(columns, 0, 24, 12, 2, 4, 6);
    }

    @Test
    void estimatesCountInFilledCoverageAndNotInReceived() {
        readings.regular("2026-01-10T00:00:00+01:00", "2026-01-10T16:00:00+01:00")
                .fill(
                        at("2026-01-10T16:00:00+01:00"),
                        at("2026-01-10T20:00:00+01:00"),
                        ConditionCode.ESTIMATED_LIKE_DAY);
        CoverageColumns columns =
                intervals(days("2026-01-10T00:00:00+01:00", "2026-01-11T00:00:00+01:00"), SINCE_2025, Long.MAX_VALUE);
        assertThat(columns.receivedHundredths(0)).isEqualTo(6667);
        assertThat(columns.filledHundredths(0)).isEqualTo(8333);
    }

    @Test
    void daysAreLocalWith23And25Hours() {
        readings.regular("2026-03-28T00:00:00+01:00", "2026-03-31T00:00:00+02:00");
        CoverageColumns spring =
                intervals(days("2026-03-28T00:00:00+01:00", "2026-03-31T00:00:00+02:00"), SINCE_2025, Long.MAX_VALUE);
        assertThat(spring.rows()).isEqualTo(3);
        assertRow(spring, 0, 24, 24, 0, 0, 0);
        assertRow(spring, 1, 23, 23, 0, 0, 0);
        assertRow(spring, 2, 24, 24, 0, 0, 0);
        CoverageColumns autumn =
                intervals(days("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"), SINCE_2025, Long.MAX_VALUE);
        assertRow(autumn, 0, 25, 0, 0, 0, 25);
    }

    @Test
    void monthsAreLocalAndTheRangeCutsTheFirstAndTheLast() {
        CoverageBuckets months = CoverageBuckets.of(
                STOCKHOLM, CoverageBuckets.By.MONTH, at("2026-01-30T00:00:00+01:00"), at("2026-04-01T12:00:00+02:00"));
        assertThat(months.size()).isEqualTo(4);
        CoverageColumns columns = intervals(months, SINCE_2025, Long.MAX_VALUE);
        assertThat(months.fromMillis(0)).isEqualTo(at("2026-01-30T00:00:00+01:00"));
        assertThat(months.fromMillis(1)).isEqualTo(at("2026-02-01T00:00:00+01:00"));
        assertThat(columns.expected(0)).isEqualTo(48);
        assertThat(columns.expected(1)).isEqualTo(28 * 24);
        assertThat(columns.expected(2)).isEqualTo(31 * 24 - 1);
        assertThat(columns.expected(3)).isEqualTo(12);
    }

    @Test
    void onlyInstalledTimeIsExpected() {
        readings.regular("2026-01-10T00:00:00+01:00", "2026-01-12T00:00:00+01:00");
        CoverageColumns columns = intervals(
                days("2026-01-10T00:00:00+01:00", "2026-01-12T00:00:00+01:00"),
                List.of(
                        period("2026-01-10T06:30:00+01:00", "2026-01-10T12:00:00+01:00"),
                        period("2026-01-10T20:00:00+01:00", "2026-01-11T00:00:00+01:00")),
                Long.MAX_VALUE);
        assertRow(columns, 0, 9, 9, 0, 0, 0);
        assertRow(columns, 1, 0, 0, 0, 0, 0);
    }

    @Test
    void whatIsNotDueYetIsNeverCalledMissing() {
        readings.regular("2026-01-10T00:00:00+01:00", "2026-01-11T06:00:00+01:00");
        CoverageColumns columns = intervals(
                days("2026-01-10T00:00:00+01:00", "2026-01-13T00:00:00+01:00"),
                SINCE_2025,
                at("2026-01-11T00:00:00+01:00"));
        assertRow(columns, 0, 24, 24, 0, 0, 0);
        assertRow(columns, 1, 6, 6, 0, 0, 0);
        assertRow(columns, 2, 0, 0, 0, 0, 0);
    }

    @Test
    void aScalarCountsTheBestReadingOfEachExpectedOne() {
        ReadSchedule schedule = new ReadSchedule(LocalTime.MIDNIGHT, 24, 600_000L, 600_000L);
        readings.regular("2026-01-10T00:03:00+01:00")
                .put(at("2026-01-10T00:05:00+01:00"), ConditionCode.ESTIMATED_FROM_HISTORY)
                .put(at("2026-01-11T00:00:00+01:00"), ConditionCode.ESTIMATED_FROM_HISTORY)
                .put(at("2026-01-11T23:50:00+01:00"), ConditionCode.MANUAL)
                .put(at("2026-01-12T09:00:00+01:00"), ConditionCode.REGULAR);
        CoverageBuckets buckets = days("2026-01-10T00:00:00+01:00", "2026-01-14T00:00:00+01:00");
        ExpectedReads reads = ExpectedReads.daily(
                installed(STOCKHOLM, SINCE_2025.get(0)), schedule, buckets.fromMillis(0), buckets.toMillis(3));
        CoverageColumns columns = new CoverageColumns(4);
        Coverage.ofReads(buckets, reads, at("2026-01-13T00:00:00+01:00"), readings, columns);
        assertRow(columns, 0, 1, 1, 0, 0, 0);
        assertRow(columns, 1, 1, 0, 0, 1, 0);
        assertRow(columns, 2, 1, 0, 1, 0, 0);
        assertRow(columns, 3, 0, 0, 0, 0, 0);
    }

    @Test
    void aMonthlyScalarCountsOnTheLastDayOfItsMonth() {
        readings.regular("2026-01-17T09:00:00+01:00");
        CoverageBuckets buckets = days("2026-01-01T00:00:00+01:00", "2026-02-01T00:00:00+01:00");
        ExpectedReads reads = ExpectedReads.byPeriod(
                installed(STOCKHOLM, SINCE_2025.get(0)),
                calendar("P1M", "P14D", STOCKHOLM),
                buckets.fromMillis(0),
                buckets.toMillis(30));
        CoverageColumns columns = new CoverageColumns(31);
        Coverage.ofReads(buckets, reads, Long.MAX_VALUE, readings, columns);
        assertRow(columns, 16, 0, 0, 0, 0, 0);
        assertRow(columns, 30, 1, 1, 0, 0, 0);
    }

    @Test
    void totalsByProviderSayWhichReceiveAndWhichDoNot() {
        CoverageBuckets buckets = days("2026-01-10T00:00:00+01:00", "2026-01-12T00:00:00+01:00");
        ProviderCoverage provider = new ProviderCoverage();
        provider.add(intervals(buckets, SINCE_2025, Long.MAX_VALUE));
        readings.regular("2026-01-10T00:00:00+01:00", "2026-01-11T00:00:00+01:00");
        provider.add(intervals(buckets, SINCE_2025, Long.MAX_VALUE));
        readings.fill(
                at("2026-01-11T00:00:00+01:00"), at("2026-01-12T00:00:00+01:00"), ConditionCode.ESTIMATED_LIKE_DAY);
        provider.add(intervals(buckets, SINCE_2025, Long.MAX_VALUE));
        assertThat(provider.components()).isEqualTo(3);
        assertThat(provider.receiving()).isEqualTo(2);
        assertThat(provider.lacking()).isEqualTo(2);
        assertThat(provider.expected()).isEqualTo(144);
        assertThat(provider.measured()).isEqualTo(48);
        assertThat(provider.manual()).isZero();
        assertThat(provider.estimated()).isEqualTo(24);
        assertThat(provider.missing()).isEqualTo(72);
        assertThat(provider.receivedHundredths()).isEqualTo(3333);
        assertThat(provider.filledHundredths()).isEqualTo(5000);
    }

    @Test
    void anEmptyRangeAndOneOfTooManyBucketsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoverageBuckets.of(UTC, CoverageBuckets.By.DAY, 5, 5))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoverageBuckets.of(
                        UTC, CoverageBuckets.By.DAY, at("2016-01-01T00:00:00Z"), at("2026-01-10T00:00:00Z")))
                .withMessageContaining("3660");
        assertThat(CoverageBuckets.of(
                                UTC, CoverageBuckets.By.DAY, at("2016-01-01T00:00:00Z"), at("2026-01-08T00:00:00Z"))
                        .size())
                .isEqualTo(3660);
    }

    @Test
    void anInstantFindsItsBucket() {
        CoverageBuckets buckets = days("2026-01-10T06:00:00+01:00", "2026-01-12T00:00:00+01:00");
        assertThat(buckets.bucketOf(at("2026-01-10T05:59:59+01:00"))).isEqualTo(-1);
        assertThat(buckets.bucketOf(at("2026-01-10T06:00:00+01:00"))).isZero();
        assertThat(buckets.bucketOf(at("2026-01-10T23:59:59+01:00"))).isZero();
        assertThat(buckets.bucketOf(at("2026-01-11T00:00:00+01:00"))).isEqualTo(1);
        assertThat(buckets.bucketOf(at("2026-01-12T00:00:00+01:00"))).isEqualTo(-1);
    }
}
