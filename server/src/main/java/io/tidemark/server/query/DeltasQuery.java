package io.tidemark.server.query;

import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ReadDeltasResponse;
import java.util.concurrent.locks.Lock;

/** The deltas of a range, component by component, in time order. */
public final class DeltasQuery implements Pieces<ReadDeltasResponse> {

    private final State state;
    private final int valuesMax;
    private final RangeCursor cursor;
    private final DeltaReader reader;
    private final DeltaCodes codes = new DeltaCodes();

    /** Deltas of the components in [from, to), at most about so many in a piece. */
    public DeltasQuery(
            State state, int[] handles, long fromMillis, long toMillis, DeltaSettings settings, int valuesMax) {
        this.state = state;
        this.valuesMax = valuesMax;
        this.cursor = new RangeCursor(state, handles, fromMillis, toMillis);
        this.reader = new DeltaReader(state, settings, new DeltaKernel());
    }

    @Override
    public ReadDeltasResponse next() {
        while (!cursor.isDone()) {
            ReadDeltasResponse piece = piece();
            if (piece != null) {
                return piece;
            }
        }
        return null;
    }

    /** A piece from under the lock; null when nothing was found before the lock had to be let go. */
    private ReadDeltasResponse piece() {
        SeriesWriter series = new SeriesWriter();
        ReadDeltasResponse.Builder message = ReadDeltasResponse.newBuilder();
        codes.clear();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            cursor.skipGone();
            for (int looked = 0;
                    !cursor.isDone() && message.getDeltaCount() < valuesMax && looked < valuesMax;
                    looked++) {
                int handle = cursor.handle();
                long to = cursor.to(valuesMax - message.getDeltaCount());
                DeltaColumns deltas = reader.read(handle, cursor.from(), to, cursor.isFirstPiece());
                if (deltas.size() > 0) {
                    series.add(handle, state.registry().components().id(handle), deltas.atMillis(), 0, deltas.size());
                    for (int i = 0; i < deltas.size(); i++) {
                        message.addDelta(deltas.deltas()[i]);
                    }
                    codes.add(deltas);
                }
                cursor.advance(to);
                cursor.skipGone();
            }
        } finally {
            lock.unlock();
        }
        return series.isEmpty()
                ? null
                : message.setSeries(series.build())
                        .setFlags(codes.flags())
                        .setMethods(codes.methods())
                        .build();
    }
}
