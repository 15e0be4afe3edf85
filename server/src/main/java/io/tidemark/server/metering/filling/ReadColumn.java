package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.condition.ConditionCode;
import java.util.Arrays;

/** {@link RegisterReads} over three parallel arrays, ascending by instant. Keeps the arrays it is given. */
public final class ReadColumn implements RegisterReads {

    private final long[] atMillis;
    private final double[] values;
    private final int[] conditions;

    /**
     * Reads from these columns.
     *
     * @throws IllegalArgumentException when the columns differ in length or the instants do not ascend
     */
    public ReadColumn(long[] atMillis, double[] values, int[] conditions) {
        if (atMillis.length != values.length || atMillis.length != conditions.length) {
            throw new IllegalArgumentException("columns of " + atMillis.length + ", " + values.length + " and "
                    + conditions.length + " reads do not fit together");
        }
        for (int i = 1; i < atMillis.length; i++) {
            if (atMillis[i - 1] >= atMillis[i]) {
                throw new IllegalArgumentException("reads do not ascend at index " + i + ": " + atMillis[i]);
            }
        }
        this.atMillis = atMillis;
        this.values = values;
        this.conditions = conditions;
    }

    @Override
    public long firstAtOrAfter(long at) {
        int index = Arrays.binarySearch(atMillis, at);
        int first = index >= 0 ? index : -index - 1;
        return first < atMillis.length ? atMillis[first] : NONE_AFTER;
    }

    @Override
    public long lastAtOrBefore(long at) {
        int index = Arrays.binarySearch(atMillis, at);
        int last = index >= 0 ? index : -index - 2;
        return last >= 0 ? atMillis[last] : NONE_BEFORE;
    }

    @Override
    public double valueAt(long at) {
        int index = Arrays.binarySearch(atMillis, at);
        return index >= 0 ? values[index] : Double.NaN;
    }

    @Override
    public int conditionAt(long at) {
        int index = Arrays.binarySearch(atMillis, at);
        return index >= 0 ? conditions[index] : ConditionCode.ABSENT;
    }
}
