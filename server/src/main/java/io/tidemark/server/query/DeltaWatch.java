package io.tidemark.server.query;

import com.google.protobuf.ByteString;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.ReadingChanges;
import io.tidemark.server.shard.State;
import io.tidemark.v1.WatchDeltasResponse;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A live stream of deltas: notes which readings change, and when the other side takes more, works out the deltas that the
 * changes reach.
 *
 * <p>The writer thread notes, a query thread works out; what has changed again before it was sent is sent once. Bounded by
 * the components watched, and by {@link #GONE_MAX} deletions.
 */
public final class DeltaWatch implements Pieces<WatchDeltasResponse>, ReadingChanges.Listener {

    /** Deleted readings that may wait to be told at most; a slower subscriber is ended. */
    public static final int GONE_MAX = 1_000_000;

    /** A reading that was deleted. */
    private record Gone(int handle, long atMillis) {}

    private final State state;
    private final int valuesMax;
    private final Supplier<ByteString> position;
    private final Runnable wake;
    private final BitSet watched = new BitSet();
    private final DeltaReader reader;
    private final DeltaReachFinder reach;
    private final DeltaCodes codes = new DeltaCodes();
    private final Object lock = new Object();
    private Int2ObjectHashMap<ChangedInstants> changed = new Int2ObjectHashMap<>();
    private final ArrayDeque<Gone> gone = new ArrayDeque<>();
    private boolean isGreeted;
    private boolean isOverrun;

    /**
     * Watches the components from now on.
     *
     * @param position tells how far the journal is visible
     * @param wake runs on the writer thread when there is something to send
     */
    public DeltaWatch(
            State state,
            int[] handles,
            DeltaSettings settings,
            int valuesMax,
            Supplier<ByteString> position,
            Runnable wake) {
        this.state = state;
        this.valuesMax = valuesMax;
        this.position = position;
        this.wake = wake;
        DeltaSettings unlimited = settings.withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED);
        this.reader = new DeltaReader(state, unlimited, new DeltaKernel());
        this.reach = new DeltaReachFinder(state, reader);
        for (int handle : handles) {
            watched.set(handle);
        }
        Lock read = state.lock().read();
        read.lock();
        try {
            state.changes().add(this);
        } finally {
            read.unlock();
        }
    }

    @Override
    public void changed(int handle, long atMillis) {
        if (watched.get(handle)) {
            synchronized (lock) {
                changed.computeIfAbsent(handle, fresh -> new ChangedInstants()).add(atMillis);
            }
        }
    }

    @Override
    public void gone(int handle, long atMillis) {
        if (watched.get(handle)) {
            synchronized (lock) {
                if (gone.size() == GONE_MAX) {
                    isOverrun = true;
                } else {
                    gone.add(new Gone(handle, atMillis));
                    changed.computeIfAbsent(handle, fresh -> new ChangedInstants())
                            .add(atMillis);
                }
            }
        }
    }

    @Override
    public void batchEnds() {
        boolean something;
        synchronized (lock) {
            something = hasMore() || isOverrun;
        }
        if (something) {
            wake.run();
        }
    }

    @Override
    public boolean isOpenEnded() {
        return true;
    }

    @Override
    public void ended() {
        state.changes().remove(this);
    }

    @Override
    public WatchDeltasResponse next() {
        if (!isGreeted) {
            isGreeted = true;
            return WatchDeltasResponse.newBuilder().setPosition(position.get()).build();
        }
        Lock read = state.lock().read();
        ByteString before = position.get();
        read.lock();
        try {
            WatchDeltasResponse.Builder message = WatchDeltasResponse.newBuilder();
            Int2ObjectHashMap<ChangedInstants> taken;
            boolean isAll;
            synchronized (lock) {
                if (isOverrun) {
                    throw Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            "SUBSCRIBER_TOO_SLOW",
                            "more than " + GONE_MAX
                                    + " deletions wait to be told; read the deltas anew and subscribe again");
                }
                if (!hasMore()) {
                    return null;
                }
                takeGone(message);
                taken = gone.isEmpty() ? take() : new Int2ObjectHashMap<>();
                isAll = !hasMore();
            }
            SeriesWriter series = new SeriesWriter();
            codes.clear();
            taken.forEach((handle, instants) -> write(handle, instants, series, message));
            if (isAll) {
                message.setPosition(before);
            }
            return message.setSeries(series.build())
                    .setFlags(codes.flags())
                    .setMethods(codes.methods())
                    .build();
        } finally {
            read.unlock();
        }
    }

    private boolean hasMore() {
        return !changed.isEmpty() || !gone.isEmpty();
    }

    /** Tells about as many deletions as fit a message, but not those whose reading is there again. */
    private void takeGone(WatchDeltasResponse.Builder message) {
        for (int told = 0; told < valuesMax && !gone.isEmpty(); told++) {
            Gone next = gone.poll();
            if (!state.registry().components().isRegistered(next.handle)
                    || state.store().conditionAt(next.handle, next.atMillis) == ConditionCode.ABSENT) {
                message.addGoneHandle(next.handle).addGoneTimeMillis(next.atMillis);
            }
        }
    }

    /** Takes about as many components as fit a message; the rest stays noted. */
    private Int2ObjectHashMap<ChangedInstants> take() {
        Int2ObjectHashMap<ChangedInstants> taken = new Int2ObjectHashMap<>();
        int instants = 0;
        var entries = changed.entrySet().iterator();
        while (entries.hasNext() && instants < valuesMax / 8) {
            var entry = entries.next();
            taken.put(entry.getKey().intValue(), entry.getValue());
            instants += entry.getValue().size();
            entries.remove();
        }
        return taken;
    }

    private void write(int handle, ChangedInstants instants, SeriesWriter series, WatchDeltasResponse.Builder message) {
        if (!state.registry().components().isRegistered(handle)) {
            return;
        }
        String id = state.registry().components().id(handle);
        for (long[] span : reach.spans(handle, instants)) {
            DeltaColumns deltas = reader.read(handle, span[0], span[1], false);
            if (deltas.size() > 0) {
                series.add(handle, id, deltas.atMillis(), 0, deltas.size());
                for (int i = 0; i < deltas.size(); i++) {
                    message.addDelta(deltas.deltas()[i]);
                }
                codes.add(deltas);
            }
        }
    }
}
