package io.tidemark.server.metering.review;

import static io.tidemark.server.metering.review.Times.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.coverage.Coverage;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.metering.review.coverage.CoverageSpans;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Half a year of one household, a reading a minute, of which some are empty. The clock stands an hour before UTC. */
class HouseholdReviewTest {

    private static final Path DATA =
            Path.of("..", "..", "shared", "data", "uci-household-sample", "household_power_consumption_2007H1.zip");
    private static final ZoneId ZONE = ZoneId.of("+01:00");
    private static final long MINUTE = 60_000L;
    private static final IntervalGrid GRID = new IntervalGrid(MINUTE, 0);
    private static final long BEGIN = at("2007-01-01T00:00:00+01:00");
    private static final List<Period> IN_FORCE = List.of(new Period(BEGIN, at("2007-07-01T00:00:00+01:00")));

    private static final long[] PRESENT = new long[181 * 1_440 / 64 + 1];
    private static final Map<LocalDate, Integer> READINGS_OF_DAY = new TreeMap<>();

    private final BitmapReadings readings = new BitmapReadings(GRID, BEGIN, PRESENT, null, null);
    private final CadenceCalendar calendar = new CadenceCalendar(Cadence.parse("P1D", "PT6H", 24), ZONE);

    @BeforeAll
    static void readOrSkip() throws IOException {
        assumeTrue(Files.isReadable(DATA), "the household data are not beside the project");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(DATA))) {
            zip.getNextEntry();
            BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line.split(","));
            }
        }
    }

    private static void read(String[] fields) {
        String[] date = fields[1].split("/");
        int year = Integer.parseInt(date[2]);
        LocalDate day =
                LocalDate.of(year < 100 ? 2_000 + year : year, Integer.parseInt(date[1]), Integer.parseInt(date[0]));
        String[] time = fields[2].split(":");
        int minute = Integer.parseInt(time[0]) * 60 + Integer.parseInt(time[1]);
        READINGS_OF_DAY.putIfAbsent(day, 0);
        if (!fields[3].equals("?")) {
            int bit = (int) (day.toEpochDay() - LocalDate.of(2007, 1, 1).toEpochDay()) * 1_440 + minute;
            PRESENT[bit >> 6] |= 1L << bit;
            READINGS_OF_DAY.merge(day, 1, Integer::sum);
        }
    }

    private StreamFindings review(YearMonth month) {
        long at = at(month.plusMonths(1) + "-15T08:00:00+01:00");
        return IntervalFindings.find(ReviewWindow.of(month, calendar, at), GRID, IN_FORCE, readings);
    }

    @Test
    void theReviewOfAprilNamesTheLongGapToTheMinute() {
        assertThat(review(YearMonth.of(2007, 4)).findings())
                .containsExactly(new Finding(
                        FindingKind.GAPS,
                        at("2007-04-28T00:21:00+01:00"),
                        at("2007-04-30T14:24:00+01:00"),
                        at("2007-04-28T00:21:00+01:00"),
                        at("2007-04-30T14:23:00+01:00"),
                        3_723,
                        30 * 1_440,
                        9_138,
                        0));
    }

    @Test
    void theMissingReadingsOfAllMonthsAreTheEmptyOnes() {
        long missing = 0;
        for (int month = 1; month <= 6; month++) {
            missing += review(YearMonth.of(2007, month)).missing();
        }
        assertThat(missing).isEqualTo(3_771);
    }

    @Test
    void coverageByDayIsTheCountOfTheFilesLines() {
        CoverageBuckets days = CoverageBuckets.of(
                ZONE,
                CoverageBuckets.By.DAY,
                IN_FORCE.get(0).fromMillis(),
                IN_FORCE.get(0).toMillis());
        CoverageColumns columns = new CoverageColumns(days.size());
        Coverage.ofIntervals(CoverageSpans.of(days, GRID, Long.MAX_VALUE), IN_FORCE, readings, columns);
        assertThat(READINGS_OF_DAY).hasSize(181);
        int row = 0;
        for (int count : READINGS_OF_DAY.values()) {
            assertThat(columns.expected(row)).isEqualTo(1_440);
            assertThat(columns.measured(row)).isEqualTo(count);
            row++;
        }
    }
}
