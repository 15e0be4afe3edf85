package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;

/**
 * Looks through a batch's rows, one by one, for those that make blocks. For one batch and one thread; looks at which blocks exist,
 * never into them.
 */
final class BatchRows {

    private final BatchView batch;
    private final ReadingStore store;
    private final long earliestMillis;
    private final long latestMillis;
    private NewBlocks made;
    private long at = Long.MIN_VALUE;
    private int phase;
    private int month = -1;

    BatchRows(BatchView batch, ReadingStore store, long earliestMillis, long latestMillis) {
        this.batch = batch;
        this.store = store;
        this.earliestMillis = earliestMillis;
        this.latestMillis = latestMillis;
    }

    /** Looks at rows [from, to). */
    void look(int from, int to) {
        for (int row = from; row < to; row++) {
            look(row);
        }
    }

    private void look(int row) {
        ComponentColumns components = store.components();
        int handle = batch.handle(row);
        if (!components.isRegistered(handle)) {
            return;
        }
        int length = components.intervalMillis[handle];
        if (length != 0 && batch.kind() == BatchView.Kind.COLUMNS) {
            if (batch.timeMillis(row) != at || components.phaseMillis[handle] != phase || month < 0) {
                at = batch.timeMillis(row);
                phase = components.phaseMillis[handle];
                month = MemoryNeed.isStorable(at) ? Months.of(at - phase) : -1;
            }
            if (month < 0 || store.hasBlockIn(month, handle)) {
                return;
            }
        }
        int values = batch.kind() == BatchView.Kind.RUNS ? batch.count(row) : 1;
        long first = batch.timeMillis(row);
        if (first < earliestMillis || first + (values - 1L) * length > latestMillis) {
            return;
        }
        made = made == null ? new NewBlocks(store) : made;
        if (length == 0) {
            made.addRead(handle, first);
        } else {
            made.addIntervals(handle, length, components.phaseMillis[handle], first, values);
        }
    }

    /** What the rows looked at will make; null when nothing. */
    NewBlocks made() {
        return made;
    }
}
