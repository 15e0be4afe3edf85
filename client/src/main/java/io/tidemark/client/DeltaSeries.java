package io.tidemark.client;

import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.DeltaMethod;

/**
 * Consecutive deltas of one component, in time order. A long answer comes as several series of the same component.
 *
 * <p>The arrays belong to whoever received the series.
 *
 * @param handle handle of the measuring component
 * @param component its id
 * @param timesMillis time of the reading that ends each delta, epoch milliseconds, ascending
 * @param deltas the deltas, in the unit of the component's type; NaN where there is none
 * @param flags how each came about, a number of {@link DeltaFlag}
 * @param methods how each rollover was put right, a number of {@link DeltaMethod}; 0 where the flag is no ROLLOVER
 */
public record DeltaSeries(
        int handle, String component, long[] timesMillis, double[] deltas, byte[] flags, byte[] methods) {

    /** Number of deltas, 1 or more. */
    public int size() {
        return timesMillis.length;
    }

    /** How delta {@code index} came about. */
    public DeltaFlag flag(int index) {
        DeltaFlag flag = DeltaFlag.forNumber(flags[index]);
        return flag == null ? DeltaFlag.UNRECOGNIZED : flag;
    }

    /** How the rollover at {@code index} was put right; unspecified where it is none. */
    public DeltaMethod method(int index) {
        DeltaMethod method = DeltaMethod.forNumber(methods[index]);
        return method == null ? DeltaMethod.UNRECOGNIZED : method;
    }
}
