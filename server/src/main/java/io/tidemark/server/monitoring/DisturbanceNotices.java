package io.tidemark.server.monitoring;

import io.tidemark.server.query.Pieces;
import io.tidemark.server.shard.State;
import io.tidemark.v1.Disturbance;
import io.tidemark.v1.DisturbanceNotice;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** Notices for one subscriber: first what is open, then every change, without end. */
public final class DisturbanceNotices implements Pieces<DisturbanceNotice> {

    /** Notices that wait for a slow subscriber; with one more the oldest is dropped, and the next one says so. */
    public static final int WAITING_MAX = 10_000;

    private final State state;
    private final String provider;
    private final Runnable wake;
    private final Consumer<Disturbance> listener = this::heard;
    private final ArrayDeque<Disturbance> waiting = new ArrayDeque<>();
    private long dropped;

    /**
     * Subscribes.
     *
     * @param provider id of the only provider that counts; empty for all
     * @param wake is run when there is something to send
     * @throws io.tidemark.server.refusal.Refusal when there is no such provider and never was a disturbance of one
     */
    public DisturbanceNotices(State state, String provider, Runnable wake) {
        this.state = state;
        this.provider = provider;
        this.wake = wake;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            Disturbances.requireKnown(state, provider);
            state.monitoring().disturbances().add(listener);
            waiting.addAll(state.monitoring().disturbances().list(provider, true, WAITING_MAX));
        } finally {
            lock.unlock();
        }
    }

    private void heard(Disturbance changed) {
        if (!provider.isEmpty() && !provider.equals(changed.getProvider())) {
            return;
        }
        synchronized (this) {
            waiting.addLast(changed);
            if (waiting.size() > WAITING_MAX) {
                waiting.removeFirst();
                dropped++;
            }
        }
        wake.run();
    }

    @Override
    public synchronized DisturbanceNotice next() {
        Disturbance first = waiting.pollFirst();
        if (first == null) {
            return null;
        }
        DisturbanceNotice notice = DisturbanceNotice.newBuilder()
                .setDisturbance(first)
                .setDroppedCount(dropped)
                .build();
        dropped = 0;
        return notice;
    }

    @Override
    public boolean isOpenEnded() {
        return true;
    }

    @Override
    public void ended() {
        state.monitoring().disturbances().remove(listener);
    }
}
