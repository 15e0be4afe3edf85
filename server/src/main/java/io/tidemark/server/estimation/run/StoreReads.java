package io.tidemark.server.estimation.run;

import io.tidemark.server.metering.filling.RegisterReads;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.server.store.ReadingStore;

/** The final measurements of a scalar component, for the filling rules. Under the read lock. */
final class StoreReads implements RegisterReads {

    private final ReadingStore store;
    private final int handle;
    private final InstantSeries instants;
    private final ReadingColumns one = new ReadingColumns();

    StoreReads(ReadingStore store, int handle) {
        this.store = store;
        this.handle = handle;
        this.instants = store.instants(handle);
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        return instants.firstAtOrAfter(atMillis);
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        return instants.lastAtOrBefore(atMillis);
    }

    @Override
    public double valueAt(long atMillis) {
        one.clear();
        store.copy(handle, atMillis, atMillis + 1, one);
        return one.count == 0 ? Double.NaN : one.value[0];
    }

    @Override
    public int conditionAt(long atMillis) {
        return store.conditionAt(handle, atMillis);
    }
}
