package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.math.BigDecimal;

/**
 * The last good read and the intervals of the same meter since.
 *
 * <p>Both instants count at the interval boundary nearest to them. Every interval between must have a value, measured or
 * filled; one during which the device was disconnected counts as zero.
 */
final class FromIntervals {

    /** The most intervals that are added up; a longer span is left to the next rule. */
    static final int INTERVALS_MAX = 1 << 20;

    private static final int WINDOW = 4_096;

    private FromIntervals() {}

    static void apply(ScalarComponent component, ScalarDraft draft) {
        MeterIntervals intervals = component.intervals();
        if (intervals == null) {
            draft.refuse(FillingRule.SCALAR_FROM_INTERVALS, "the meter has no interval component");
            return;
        }
        IntervalGrid grid = intervals.grid();
        Read last = draft.before();
        long from = nearest(grid, last.atMillis());
        long to = nearest(grid, draft.atMillis());
        long count = grid.count(from, to);
        if (count < 1 || count > INTERVALS_MAX) {
            draft.refuse(
                    FillingRule.SCALAR_FROM_INTERVALS,
                    count + " intervals since the last good read lie outside 1 to " + INTERVALS_MAX);
            return;
        }
        BigDecimal sum = sum(intervals, from, (int) count);
        if (sum == null) {
            draft.refuse(FillingRule.SCALAR_FROM_INTERVALS, "an interval since the last good read has no value");
        } else if (sum.signum() < 0 && component.register().counting().forward()) {
            draft.refuse(FillingRule.SCALAR_FROM_INTERVALS, "the intervals add up to less than zero");
        } else {
            draft.fill(sum, BigDecimal.ONE, new Evidence.FromIntervals(last, (int) count, sum.doubleValue()));
            draft.restsOn(
                    new Dependency(Dependency.Source.INTERVALS_OF_METER, Dependency.NO_REGISTER, new Period(from, to)));
        }
    }

    private static long nearest(IntervalGrid grid, long atMillis) {
        return grid.floor(atMillis + grid.lengthMillis() / 2);
    }

    private static BigDecimal sum(MeterIntervals intervals, long from, int count) {
        double[] values = new double[Math.min(count, WINDOW)];
        int[] conditions = new int[values.length];
        BigDecimal sum = BigDecimal.ZERO;
        for (int done = 0; done < count; done += values.length) {
            int window = Math.min(values.length, count - done);
            intervals.series().read(from + done * intervals.grid().lengthMillis(), window, values, conditions);
            for (int i = 0; i < window; i++) {
                if (Double.isFinite(values[i])) {
                    sum = sum.add(BigDecimal.valueOf(values[i]));
                } else if (!ConditionCode.isDisconnected(conditions[i])) {
                    return null;
                }
            }
        }
        return sum;
    }
}
