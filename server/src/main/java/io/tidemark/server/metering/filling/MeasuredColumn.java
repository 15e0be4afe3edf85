package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;

/**
 * A {@link MeasuredSeries} over two arrays of consecutive intervals; outside them nothing was measured.
 *
 * <p>Keeps the arrays it is given: who writes to them changes the series.
 */
public final class MeasuredColumn implements MeasuredSeries {

    private final long lengthMillis;
    private final long fromMillis;
    private final double[] values;
    private final int[] conditions;

    /**
     * A series over these arrays.
     *
     * @param fromMillis beginning of the first interval, on the grid, epoch milliseconds
     * @param conditions one code for each value
     * @throws IllegalArgumentException when the arrays differ in length or the beginning is off the grid
     */
    public MeasuredColumn(IntervalGrid grid, long fromMillis, double[] values, int[] conditions) {
        if (values.length != conditions.length) {
            throw new IllegalArgumentException(
                    values.length + " values with " + conditions.length + " condition codes");
        }
        if (!grid.isOnGrid(fromMillis)) {
            throw new IllegalArgumentException("no interval begins at " + fromMillis);
        }
        this.lengthMillis = grid.lengthMillis();
        this.fromMillis = fromMillis;
        this.values = values;
        this.conditions = conditions;
    }

    @Override
    public void read(long atMillis, int intervals, double[] into, int[] conditionsInto) {
        long first = (atMillis - fromMillis) / lengthMillis;
        for (int i = 0; i < intervals; i++) {
            long at = first + i;
            boolean inside = at >= 0 && at < values.length;
            into[i] = inside ? values[(int) at] : Double.NaN;
            conditionsInto[i] = inside ? conditions[(int) at] : ConditionCode.ABSENT;
        }
    }
}
