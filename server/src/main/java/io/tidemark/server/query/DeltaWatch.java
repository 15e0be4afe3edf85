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
 * <p>The writer thread notes, a query thread works out; what has changed again before it was sent is sent once. A slow
 * subscriber costs memory for {@link #INSTANTS_MAX} changed readings, a few for each component watched, and
 * {@link #GONE_MAX} deletions; changes that would be too many to note one by one are noted as a span, all of which is sent.
 */
public final class DeltaWatch implements Pieces<WatchDeltasResponse>, ReadingChanges.Listener {

    /** Deleted readings that may wait to be told at most; a slower subscriber is ended. */
    public static final int GONE_MAX = 1_000_000;

    /** Changed readings of one component that are noted one by one at most, */
    static final int INSTANTS_EACH_MAX = 1_024;

    /** and as long as so many are noted of all components together; above that only a few of each. */
    static final int INSTANTS_MAX = 1_000_000;

    private static final int INSTANTS_EACH_WHEN_MANY = 4;

    /** Spans of a component that wait to be worked out, [from, to) in epoch milliseconds. */
    private record Left(int handle, long fromMillis, long toMillis) {}

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
    private final Int2ObjectHashMap<ChangedInstants> changed = new Int2ObjectHashMap<>();
    private final ArrayDeque<Gone> gone = new ArrayDeque<>();
    private final ArrayDeque<Left> left = new ArrayDeque<>();
    private int noted;
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
                note(handle, atMillis);
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
                    note(handle, atMillis);
                }
            }
        }
    }

    private void note(int handle, long atMillis) {
        ChangedInstants instants = changed.computeIfAbsent(handle, fresh -> new ChangedInstants());
        noted -= instants.held();
        instants.add(atMillis, noted < INSTANTS_MAX ? INSTANTS_EACH_MAX : INSTANTS_EACH_WHEN_MANY);
        noted += instants.held();
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
            synchronized (lock) {
                if (isOverrun) {
                    throw Refusal.of(
                                    Refusal.Kind.RESOURCE_EXHAUSTED,
                                    "SUBSCRIBER_TOO_SLOW",
                                    "more than " + GONE_MAX
                                            + " deletions wait to be told; read the deltas anew and subscribe again")
                            .with("limit", "deletions that wait for a subscriber")
                            .with("limit_value", GONE_MAX);
                }
                if (left.isEmpty() && !hasMore()) {
                    return null;
                }
                takeGone(message);
            }
            SeriesWriter series = new SeriesWriter();
            codes.clear();
            writeChanged(series, message);
            synchronized (lock) {
                if (left.isEmpty() && !hasMore()) {
                    message.setPosition(before);
                }
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

    /** Works out about as many deltas as fit a message; the rest stays noted. */
    private void writeChanged(SeriesWriter series, WatchDeltasResponse.Builder message) {
        int looked = message.getGoneHandleCount();
        while (message.getDeltaCount() < valuesMax && looked < valuesMax) {
            Left next = left.poll();
            if (next == null) {
                looked += takeComponent();
                if (left.isEmpty() && isNothingChanged()) {
                    return;
                }
            } else {
                looked++;
                write(next, series, message);
            }
        }
    }

    private boolean isNothingChanged() {
        synchronized (lock) {
            return changed.isEmpty();
        }
    }

    /** Takes the changes of one component and finds what they reach; how many there were. */
    private int takeComponent() {
        int handle;
        ChangedInstants instants;
        synchronized (lock) {
            var entries = changed.entrySet().iterator();
            if (!entries.hasNext()) {
                return 0;
            }
            var entry = entries.next();
            handle = entry.getKey().intValue();
            instants = entry.getValue();
            noted -= instants.held();
            entries.remove();
        }
        if (state.registry().components().isRegistered(handle)) {
            for (long[] span : reach.spans(handle, instants)) {
                left.add(new Left(handle, span[0], span[1]));
            }
        }
        return instants.size();
    }

    /** Writes a span's deltas, or the first of them when there are more than fit; the others are left. */
    private void write(Left span, SeriesWriter series, WatchDeltasResponse.Builder message) {
        int handle = span.handle;
        if (!state.registry().components().isRegistered(handle)) {
            return;
        }
        long to = state.store().endOf(handle, span.fromMillis, span.toMillis, valuesMax - message.getDeltaCount());
        DeltaColumns deltas = reader.read(handle, span.fromMillis, to, false);
        if (deltas.size() > 0) {
            series.add(handle, state.registry().components().id(handle), deltas.atMillis(), 0, deltas.size());
            for (int i = 0; i < deltas.size(); i++) {
                message.addDelta(deltas.deltas()[i]);
            }
            codes.add(deltas);
        }
        if (to < span.toMillis) {
            left.addFirst(new Left(handle, to, span.toMillis));
        }
    }
}
