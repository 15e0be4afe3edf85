package io.tidemark.server.metering.filling;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.interval.IntervalComponent;
import io.tidemark.server.metering.filling.interval.IntervalEstimate;
import io.tidemark.server.metering.filling.interval.IntervalFilling;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverlaidSeriesTest {

    private static final long HOUR = 3_600_000;
    private static final IntervalGrid HOURS = new IntervalGrid(HOUR, 0);

    @Test
    void estimatesLieOverWhatIsMissingAndUnderWhatWasMeasured() {
        MeasuredColumn measured =
                new MeasuredColumn(HOURS, 0, new double[] {10, Double.NaN, 30, Double.NaN, 50}, new int[] {
                    ConditionCode.REGULAR, 0, ConditionCode.REGULAR, 0, ConditionCode.REGULAR
                });
        IntervalComponent component = new IntervalComponent(
                HOURS,
                measured,
                new Period(Period.NO_BEGINNING, Period.STILL_OPEN),
                ZoneOffset.UTC,
                Set.of(),
                List.of(),
                List.of(),
                IntervalComponent.NO_DECIMALS,
                Counting.FORWARD);
        List<FilledIntervals> filled = IntervalFilling.fill(
                component,
                RuleList.ofDefaults(SeriesKind.INTERVAL_VALUES, FillingRule.INTERPOLATION),
                List.of(new IntervalEstimate(new Period(HOUR, 4 * HOUR), List.of())));
        double[] values = new double[6];
        int[] conditions = new int[6];
        new OverlaidSeries(measured, HOUR, filled).read(0, 6, values, conditions);
        assertThat(values).containsExactly(10, 20, 30, 40, 50, Double.NaN);
        assertThat(conditions).containsExactly(501000, 301000, 501000, 301000, 501000, 0);
        new OverlaidSeries(measured, HOUR, filled).read(3 * HOUR, 2, values, conditions);
        assertThat(values).startsWith(40, 50);
    }
}
