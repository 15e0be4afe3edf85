package io.tidemark.server.estimation.run;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.server.store.ReadingStore;
import java.util.Arrays;

/** The final measurements of an interval component, for the filling rules. Under the read lock. */
final class StoreSeries implements MeasuredSeries {

    private final ReadingStore store;
    private final int handle;
    private final long lengthMillis;
    private final ReadingColumns columns = new ReadingColumns();

    StoreSeries(ReadingStore store, int handle) {
        this.store = store;
        this.handle = handle;
        this.lengthMillis = store.grid(handle).lengthMillis();
    }

    @Override
    public void read(long fromMillis, int intervals, double[] values, int[] conditions) {
        Arrays.fill(values, 0, intervals, Double.NaN);
        Arrays.fill(conditions, 0, intervals, ConditionCode.ABSENT);
        columns.clear();
        store.copy(handle, fromMillis, fromMillis + intervals * lengthMillis, columns);
        for (int i = 0; i < columns.count; i++) {
            int index = (int) ((columns.atMillis[i] - fromMillis) / lengthMillis);
            values[index] = columns.value[i];
            conditions[index] = columns.condition[i];
        }
    }
}
