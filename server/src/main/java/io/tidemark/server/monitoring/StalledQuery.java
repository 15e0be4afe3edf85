package io.tidemark.server.monitoring;

import io.tidemark.server.metering.review.StalledStream;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ListStalledResponse;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/** The streams that stand still at an instant. */
public final class StalledQuery implements Pieces<ListStalledResponse> {

    private static final int COMPONENTS_A_PIECE_MAX = 1_024;

    private final State state;
    private final int[] handles;
    private final long atMillis;
    private final Streams streams;
    private int next;

    /** Those among the components that stand still at the instant. */
    public StalledQuery(State state, int[] handles, long atMillis) {
        this.state = state;
        this.handles = handles;
        this.atMillis = atMillis;
        this.streams = new Streams(state);
    }

    @Override
    public ListStalledResponse next() {
        if (next >= handles.length) {
            return null;
        }
        ListStalledResponse.Builder message = ListStalledResponse.newBuilder();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0; next < handles.length && looked < COMPONENTS_A_PIECE_MAX; looked++) {
                int handle = handles[next++];
                if (state.registry().components().isRegistered(handle)) {
                    Optional<StalledStream> stalled = streams.stalled(handle, atMillis);
                    stalled.ifPresent(stream -> add(handle, stream, message));
                }
            }
        } finally {
            lock.unlock();
        }
        return message.setComponentsScanned(next).build();
    }

    private void add(int handle, StalledStream stream, ListStalledResponse.Builder message) {
        int provider = state.registry().components().provider(handle);
        boolean isNone = provider == ComponentTable.NONE || !state.registry().isProvider(provider);
        message.addHandle(handle)
                .addComponent(state.registry().components().id(handle))
                .addProvider(isNone ? "" : state.registry().provider(provider).id())
                .addSinceMillis(stream.sinceMillis())
                .addDueMillis(stream.dueMillis())
                .addLastReceivedMillis(stream.lastReceivedMillis());
    }
}
