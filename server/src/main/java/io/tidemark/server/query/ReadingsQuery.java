package io.tidemark.server.query;

import io.tidemark.server.shard.State;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.v1.ReadReadingsResponse;
import java.util.concurrent.locks.Lock;

/** The readings of a range, component by component, in time order. */
public final class ReadingsQuery implements Pieces<ReadReadingsResponse> {

    private final State state;
    private final int valuesMax;
    private final RangeCursor cursor;
    private final ReadingColumns columns = new ReadingColumns();

    /** Readings of the components in [from, to), at most about so many in a piece. */
    public ReadingsQuery(State state, int[] handles, long fromMillis, long toMillis, int valuesMax) {
        this.state = state;
        this.valuesMax = valuesMax;
        this.cursor = new RangeCursor(state, handles, fromMillis, toMillis);
    }

    @Override
    public ReadReadingsResponse next() {
        while (!cursor.isDone()) {
            ReadReadingsResponse piece = piece();
            if (piece != null) {
                return piece;
            }
        }
        return null;
    }

    /** A piece from under the lock; null when nothing was found before the lock had to be let go. */
    private ReadReadingsResponse piece() {
        SeriesWriter series = new SeriesWriter();
        columns.clear();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            cursor.skipGone();
            for (int looked = 0; !cursor.isDone() && columns.count < valuesMax && looked < valuesMax; looked++) {
                int handle = cursor.handle();
                int first = columns.count;
                long to = cursor.to(valuesMax - columns.count);
                state.store().copy(handle, cursor.from(), to, columns);
                if (columns.count > first) {
                    series.add(
                            handle, state.registry().components().id(handle), columns.atMillis, first, columns.count);
                }
                cursor.advance(to);
                cursor.skipGone();
            }
        } finally {
            lock.unlock();
        }
        return series.isEmpty() ? null : message(series);
    }

    private ReadReadingsResponse message(SeriesWriter series) {
        ReadReadingsResponse.Builder message = ReadReadingsResponse.newBuilder().setSeries(series.build());
        boolean regular = columns.isRegularFrom(0);
        for (int i = 0; i < columns.count; i++) {
            message.addValue(columns.value[i]);
            if (!regular) {
                message.addCondition(columns.condition[i]);
            }
        }
        return message.build();
    }
}
