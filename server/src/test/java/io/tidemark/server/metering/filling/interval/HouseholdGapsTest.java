package io.tidemark.server.metering.filling.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredColumn;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A household's real gaps; the figures were taken from the file with awk. Skipped where the file is not at hand. */
class HouseholdGapsTest {

    private static final long MINUTE = 60_000;
    private static final int MINUTES = 181 * 1_440;
    private static final String FILE = "shared/data/uci-household-sample/household_power_consumption_2007H1.zip";
    /** The file's wall clock does not follow daylight saving. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(1);

    private static final long BEGIN = Instant.parse("2006-12-31T23:00:00Z").toEpochMilli();

    @Test
    void allThirteenGapsAreFilled() throws IOException {
        double[] values = read(file());
        int[] conditions = new int[MINUTES];
        List<IntervalEstimate> gaps = new ArrayList<>();
        for (int i = 0; i < MINUTES; i++) {
            conditions[i] = Double.isNaN(values[i]) ? ConditionCode.ABSENT : ConditionCode.REGULAR;
        }
        for (int i = 0; i < MINUTES; i++) {
            int from = i;
            while (i < MINUTES && Double.isNaN(values[i])) {
                i++;
            }
            if (i > from) {
                gaps.add(new IntervalEstimate(new Period(BEGIN + from * MINUTE, BEGIN + i * MINUTE), List.of()));
            }
        }
        IntervalGrid grid = new IntervalGrid(MINUTE, 0);
        IntervalComponent component = new IntervalComponent(
                grid,
                new MeasuredColumn(grid, BEGIN, values, conditions),
                new Period(Period.NO_BEGINNING, Period.STILL_OPEN),
                ZONE,
                Set.of(),
                List.of(),
                List.of(),
                IntervalComponent.NO_DECIMALS,
                Counting.FORWARD);

        List<FilledIntervals> filled =
                IntervalFilling.fill(component, RuleList.defaultFor(SeriesKind.INTERVAL_VALUES), gaps);

        assertThat(filled).hasSize(13).noneMatch(FilledIntervals::isException);
        assertThat(filled.stream().map(one -> one.values().length))
                .containsExactly(1, 1, 2, 1, 3723, 1, 1, 1, 1, 3, 33, 2, 1);
        assertThat(filled.stream().flatMapToDouble(one -> Arrays.stream(one.values())))
                .hasSize(3_771)
                .allMatch(Double::isFinite);
        assertThat(filled.get(10).lastRule()).isEqualTo(FillingRule.INTERPOLATION);
        assertThat(filled.get(7).values()[0]).isCloseTo((0.566 + 1.592) / 2, within(1e-12));
        FilledIntervals longest = filled.get(4);
        assertThat(longest.lastRule()).isEqualTo(FillingRule.LIKE_DAY);
        assertThat(at(longest, "2007-04-28", "00:21")).isCloseTo((0.286 + 0.118 + 0.378) / 3, within(1e-12));
        assertThat(at(longest, "2007-04-29", "12:00")).isCloseTo((1.986 + 0.548 + 1.326) / 3, within(1e-12));
        assertThat(at(longest, "2007-04-30", "14:00")).isCloseTo((0.246 + 0.304 + 1.244) / 3, within(1e-12));
    }

    private static double at(FilledIntervals filled, String date, String time) {
        long at = LocalDate.parse(date)
                .atTime(LocalTime.parse(time))
                .toInstant(ZONE)
                .toEpochMilli();
        return filled.values()[(int) ((at - filled.period().fromMillis()) / MINUTE)];
    }

    private static Path file() {
        Path above = Path.of("").toAbsolutePath().getParent();
        Path file = above.resolve("..").resolve(FILE).normalize();
        assumeThat(Files.exists(file)).isTrue();
        return file;
    }

    /** Active power, a minute an element, from the first row on; the rows of the file follow one another by the minute. */
    private static double[] read(Path file) throws IOException {
        double[] values = new double[MINUTES];
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            zip.getNextEntry();
            BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
            lines.readLine();
            for (int i = 0; i < MINUTES; i++) {
                String power = lines.readLine().split(",", 5)[3];
                values[i] = power.equals("?") || power.isEmpty() ? Double.NaN : Double.parseDouble(power);
            }
        }
        return values;
    }
}
