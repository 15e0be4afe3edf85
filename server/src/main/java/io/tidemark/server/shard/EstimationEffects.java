package io.tidemark.server.shard;

import io.tidemark.server.batch.BatchView;
import io.tidemark.server.estimation.Effects;
import io.tidemark.server.estimation.EstimationState;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.gap.MissingReads;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.store.BatchWriter;
import io.tidemark.server.store.Put;
import io.tidemark.server.store.ReadingStore;
import java.util.function.LongSupplier;

/** The rest of the state as estimation sees it, and estimation as a batch of readings sees it. Writer thread only. */
final class EstimationEffects implements Effects {

    private final Registry registry;
    private final ReadingStore store;
    private final TideMarks tideMarks;
    private final BatchWriter writer;
    private final LongSupplier earliestMillis;

    EstimationEffects(
            Registry registry,
            ReadingStore store,
            TideMarks tideMarks,
            BatchWriter writer,
            LongSupplier earliestMillis) {
        this.registry = registry;
        this.store = store;
        this.tideMarks = tideMarks;
        this.writer = writer;
        this.earliestMillis = earliestMillis;
    }

    @Override
    public boolean isRegistered(int handle) {
        return registry.components().isRegistered(handle);
    }

    @Override
    public long latestContiguous(int handle) {
        return tideMarks.latestContiguous(handle);
    }

    @Override
    public void setTideMark(int handle, long markMillis) {
        tideMarks.set(handle, markMillis);
    }

    @Override
    public int intervalMillis(int handle) {
        return registry.components().intervalMillis(handle);
    }

    @Override
    public int conditionAt(int handle, long atMillis) {
        return store.conditionAt(handle, atMillis);
    }

    @Override
    public boolean put(int handle, long atMillis, double value, int condition) {
        if (atMillis < earliestMillis.getAsLong()) {
            return false;
        }
        Put put = writer.settle(handle, atMillis, value, condition);
        return put == Put.STORED || put == Put.REPLACED;
    }

    @Override
    public boolean isGapGone(int handle, long fromMillis, long toMillis) {
        if (store.grid(handle) == null) {
            ScalarSettings settings =
                    registry.type(registry.components().type(handle)).estimation() instanceof ScalarSettings scalar
                            ? scalar
                            : ScalarSettings.DEFAULT;
            MissingReads missing = settings.missingReads(registry.history(handle));
            return missing.isSatisfied(store.instants(handle), fromMillis);
        }
        return store.presence(handle).nextMissing(fromMillis, toMillis) >= toMillis;
    }

    /** Tells estimation of the readings of a batch that it waits for; consecutive rows of one component at once. */
    void tellOf(BatchView batch, EstimationState estimation) {
        if (batch.kind() == BatchView.Kind.EMPTY) {
            return;
        }
        int handle = 0;
        long from = 0;
        long to = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int next = batch.handle(row);
            if (next != handle) {
                if (handle != 0) {
                    estimation.measured(handle, from, to, this);
                }
                handle = isRegistered(next) && estimation.watches(next) ? next : 0;
                from = Long.MAX_VALUE;
                to = Long.MIN_VALUE;
            }
            if (handle != 0) {
                from = Math.min(from, batch.timeMillis(row));
                to = Math.max(to, end(batch, row, handle));
            }
        }
        if (handle != 0) {
            estimation.measured(handle, from, to, this);
        }
    }

    private long end(BatchView batch, int row, int handle) {
        return switch (batch.kind()) {
            case DELETIONS -> batch.endMillis(row);
            case RUNS -> batch.timeMillis(row) + (long) batch.count(row) * intervalMillis(handle);
            case COLUMNS, EMPTY -> batch.timeMillis(row) + 1;
        };
    }
}
