package io.tidemark.server.query;

import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.shard.State;
import java.util.concurrent.locks.Lock;

/** The deltas of a range, component by component, in time order. A piece lasts until the next one is asked for. */
public final class DeltasQuery implements Pieces<DeltaChunk> {

    private final State state;
    private final int valuesMax;
    private final RangeCursor cursor;
    private final DeltaReader reader;
    private final DeltaCodes codes = new DeltaCodes();
    private final DeltaChunk chunk = new DeltaChunk();

    /** Deltas of the components in [from, to), at most about so many in a piece. */
    public DeltasQuery(
            State state, int[] handles, long fromMillis, long toMillis, DeltaSettings settings, int valuesMax) {
        this.state = state;
        this.valuesMax = valuesMax;
        this.cursor = new RangeCursor(state, handles, fromMillis, toMillis);
        this.reader = new DeltaReader(state, settings, new DeltaKernel());
    }

    @Override
    public DeltaChunk next() {
        while (!cursor.isDone()) {
            if (hasPiece()) {
                return chunk;
            }
        }
        return null;
    }

    /** Fills the chunk under the lock; false when nothing was found before the lock had to be let go. */
    private boolean hasPiece() {
        SeriesWriter series = new SeriesWriter();
        chunk.clear();
        codes.clear();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            reader.lockTaken();
            cursor.skipGone();
            for (int looked = 0; !cursor.isDone() && chunk.size() < valuesMax && looked < valuesMax; looked++) {
                int handle = cursor.handle();
                long to = cursor.to(valuesMax - chunk.size());
                DeltaColumns deltas =
                        reader.read(cursor.handles(), cursor.index(), cursor.from(), to, cursor.isFirstPiece());
                if (deltas.size() > 0) {
                    series.add(handle, state.registry().components().id(handle), deltas.atMillis(), 0, deltas.size());
                    chunk.add(deltas.deltas(), deltas.size());
                    codes.add(deltas);
                }
                cursor.advance(to);
                cursor.skipGone();
            }
        } finally {
            lock.unlock();
        }
        if (series.isEmpty()) {
            return false;
        }
        chunk.finish(series.build(), codes.flags(), codes.methods());
        return true;
    }
}
