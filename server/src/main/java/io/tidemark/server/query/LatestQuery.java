package io.tidemark.server.query;

import io.tidemark.server.shard.State;
import io.tidemark.v1.ReadLatestResponse;
import java.util.concurrent.locks.Lock;

/** How far each component's readings go. */
public final class LatestQuery implements Pieces<ReadLatestResponse> {

    private final State state;
    private final int[] handles;
    private final int componentsMax;
    private int next;

    /** The marks of the components, at most so many in a piece. */
    public LatestQuery(State state, int[] handles, int componentsMax) {
        this.state = state;
        this.handles = handles;
        this.componentsMax = componentsMax;
    }

    @Override
    public ReadLatestResponse next() {
        if (next >= handles.length) {
            return null;
        }
        ReadLatestResponse.Builder message = ReadLatestResponse.newBuilder();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0; next < handles.length && looked < componentsMax; looked++, next++) {
                int handle = handles[next];
                if (state.registry().components().isRegistered(handle)) {
                    message.addHandle(handle)
                            .addComponent(state.registry().components().id(handle))
                            .addLatestContiguousMillis(state.tideMarks().latestContiguous(handle))
                            .addLatestMillis(state.store().latest(handle));
                }
            }
        } finally {
            lock.unlock();
        }
        return message.build();
    }
}
