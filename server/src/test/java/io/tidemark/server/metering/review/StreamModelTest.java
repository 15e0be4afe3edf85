package io.tidemark.server.metering.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.review.coverage.Coverage;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.metering.review.coverage.CoverageSpans;
import io.tidemark.server.metering.review.coverage.SpanCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Thousands of random components and calendars, each answered by counting spans and by walking minutes. */
class StreamModelTest {

    private static final int STREAMS = 5_000;

    private final Map<FindingKind, Integer> seen = new EnumMap<>(FindingKind.class);
    private int alwaysInstalled;

    @Test
    void findingsCoverageAndLatenessAgreeWithMinuteLoops() {
        Seeds.each(STREAMS, seed -> {
            RandomStream stream = new RandomStream(seed);
            SlowStream slow = new SlowStream(stream);
            ReviewWindow window = ReviewWindow.of(stream.month, stream.calendar(), stream.atMillis);
            StreamFindings findings = findings(stream, window);
            assertThat(findings).as(stream::toString).isEqualTo(slow.findings());
            findings.findings().forEach(finding -> seen.merge(finding.kind(), 1, Integer::sum));
            checkCoverage(stream, slow, window, seed % 2 == 0 ? CoverageBuckets.By.DAY : CoverageBuckets.By.MONTH);
            checkLateness(stream, slow);
        });
        if (Long.getLong("tidemark.seed") == null) {
            assertThat(alwaysInstalled).isGreaterThan(500);
            assertThat(seen)
                    .hasSize(FindingKind.values().length)
                    .allSatisfy(
                            (kind, times) -> assertThat(times).as(kind.name()).isGreaterThan(100));
        }
    }

    private static StreamFindings findings(RandomStream stream, ReviewWindow window) {
        return stream.isInterval
                ? IntervalFindings.find(window, stream.grid, stream.inForce(), stream.readings)
                : ScalarFindings.find(window, reads(stream), stream.readings);
    }

    private static ExpectedReads reads(RandomStream stream) {
        return ExpectedReads.of(
                stream.history, stream.calendar(), stream.schedule, stream.monthFromMillis, stream.monthToMillis);
    }

    private void checkCoverage(RandomStream stream, SlowStream slow, ReviewWindow window, CoverageBuckets.By by) {
        CoverageBuckets buckets = CoverageBuckets.of(stream.zone, by, stream.monthFromMillis, stream.monthToMillis);
        CoverageColumns columns = new CoverageColumns(buckets.size());
        if (stream.isInterval) {
            CoverageSpans spans = CoverageSpans.of(buckets, stream.grid, window.dueUntilMillis());
            Coverage.ofIntervals(spans, stream.inForce(), stream.readings, columns);
            checkCounted(stream, spans, columns);
        } else {
            Coverage.ofReads(buckets, reads(stream), window.dueUntilMillis(), stream.readings, columns);
        }
        int[][] rows = new int[buckets.size()][];
        int[][] expected = new int[buckets.size()][4];
        Map<LocalDate, int[]> byDay = slow.coverageByDay();
        for (int row = 0; row < rows.length; row++) {
            rows[row] =
                    new int[] {columns.expected(row), columns.measured(row), columns.manual(row), columns.estimated(row)
                    };
            LocalDate end = day(stream, buckets.toMillis(row));
            for (LocalDate day = day(stream, buckets.fromMillis(row)); day.isBefore(end); day = day.plusDays(1)) {
                for (int i = 0; i < 4; i++) {
                    expected[row][i] += byDay.get(day)[i];
                }
            }
        }
        assertThat(rows).as(stream::toString).isDeepEqualTo(expected);
    }

    /** Of a stream that was always installed, counting all spans beforehand tells the same. */
    private void checkCounted(RandomStream stream, CoverageSpans spans, CoverageColumns columns) {
        if (stream.inForce().stream().noneMatch(spans::isWithin)) {
            return;
        }
        SpanCounts counts = new SpanCounts(spans.size());
        counts.clear();
        for (int span = 0; span < spans.size(); span++) {
            ReadingCounts found = new ReadingCounts();
            stream.readings.add(spans.boundsMillis()[span], spans.boundsMillis()[span + 1], found);
            counts.addMeasured(span, (int) found.measured());
            for (int i = 0; i < found.manual(); i++) {
                counts.addManual(span);
            }
            for (int i = 0; i < found.estimated(); i++) {
                counts.addEstimated(span);
            }
        }
        CoverageColumns counted = new CoverageColumns(columns.rows());
        Coverage.ofCounted(spans, counts, counted);
        for (int row = 0; row < columns.rows(); row++) {
            assertThat(List.of(
                            counted.expected(row), counted.measured(row), counted.manual(row), counted.estimated(row)))
                    .as(stream::toString)
                    .isEqualTo(List.of(
                            columns.expected(row), columns.measured(row), columns.manual(row), columns.estimated(row)));
        }
        alwaysInstalled++;
    }

    private static void checkLateness(RandomStream stream, SlowStream slow) {
        ExpectedStream expected = stream.isInterval
                ? ExpectedStream.ofIntervals(stream.grid, stream.history)
                : ExpectedStream.ofReads(stream.history, stream.calendar(), stream.schedule);
        long last = stream.readings.lastAtOrBefore(stream.atMillis);
        assertThat(Lateness.nextDueMillis(expected, stream.calendar(), last))
                .as(stream::toString)
                .isEqualTo(slow.nextDue());
    }

    private static LocalDate day(RandomStream stream, long atMillis) {
        return Instant.ofEpochMilli(atMillis).atZone(stream.zone).toLocalDate();
    }
}
