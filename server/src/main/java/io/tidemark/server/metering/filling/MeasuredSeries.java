package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.condition.ConditionCode;

/**
 * What one interval component has measured, read a window at a time. The store answers from its blocks, a test from
 * arrays ({@link MeasuredColumn}).
 */
public interface MeasuredSeries {

    /**
     * Copies consecutive intervals into the caller's arrays, from index 0 on. Where there is no measurement the value is
     * NaN and the condition code {@link ConditionCode#ABSENT}; a measurement that carries no value has NaN and its code.
     *
     * @param fromMillis beginning of the first interval, on the component's grid, epoch milliseconds
     * @param intervals how many; both arrays hold at least so many
     */
    void read(long fromMillis, int intervals, double[] values, int[] conditions);
}
