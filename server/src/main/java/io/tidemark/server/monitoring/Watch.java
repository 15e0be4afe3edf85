package io.tidemark.server.monitoring;

import io.tidemark.server.metering.review.Lateness;
import io.tidemark.server.metering.review.disturbance.DisturbanceSettings;
import io.tidemark.server.metering.review.disturbance.LateStreams;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.TouchedComponents;
import io.tidemark.v1.DetectedDisturbance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * Looks for providers that have gone quiet: a pass over one column, for all components. Keeps the column from pass to pass;
 * one thread. After a change of the registry those components are looked up anew which it touched, and all after a change of
 * a type; after a deletion those whose readings it took, since what is due next may lie earlier then.
 */
final class Watch {

    /** Look-ups before the state's lock is let go. */
    private static final int LOOK_UPS_A_PIECE = 256;

    private static final int NONE_SEEN = -1;

    private final State state;
    private final DisturbanceSettings settings;
    private long[] nextDueMillis = {};
    private int[] provider = {};
    private int changesSeen = NONE_SEEN;
    private int lookUps;

    Watch(State state, DisturbanceSettings settings) {
        this.state = state;
        this.settings = settings;
    }

    /** The providers that are disturbed at an instant, in order of id. Instants must not go back from pass to pass. */
    List<DetectedDisturbance> pass(long nowMillis) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            Registry registry = state.registry();
            refresh(registry);
            int[] late = new int[registry.providerOrdinals()];
            int[] streamsOf = new int[late.length];
            Streams streams = new Streams(state);
            LateStreams.pass(
                    nowMillis,
                    nextDueMillis.length,
                    nextDueMillis,
                    provider,
                    (handle, noted) -> lookUp(streams, handle, nowMillis, lock),
                    late,
                    streamsOf);
            return found(nowMillis, late, streamsOf);
        } finally {
            lock.unlock();
        }
    }

    private void refresh(Registry registry) {
        if (changesSeen != NONE_SEEN) {
            lookAgainAfterDeletions();
        }
        int changes = registry.changes();
        if (changes == changesSeen) {
            return;
        }
        ComponentTable components = registry.components();
        boolean isAll = changesSeen == NONE_SEEN || registry.typesChangedIn() > changesSeen;
        int handles = components.nextHandle();
        nextDueMillis = Arrays.copyOf(nextDueMillis, handles);
        provider = Arrays.copyOf(components.providerColumn(), handles);
        for (int handle = 0; handle < handles; handle++) {
            if (isAll || components.changedIn(handle) > changesSeen) {
                nextDueMillis[handle] = Long.MIN_VALUE;
            }
            if (!components.isRegistered(handle)) {
                provider[handle] = ComponentTable.NONE;
            }
        }
        changesSeen = changes;
    }

    private void lookAgainAfterDeletions() {
        TouchedComponents deletedFrom = state.deletedFrom();
        for (int handle = deletedFrom.next(0); handle >= 0; handle = deletedFrom.next(handle + 1)) {
            deletedFrom.clear(handle);
            if (handle < nextDueMillis.length) {
                nextDueMillis[handle] = Long.MIN_VALUE;
            }
        }
    }

    private long lookUp(Streams streams, int handle, long nowMillis, Lock lock) {
        if (++lookUps % LOOK_UPS_A_PIECE == 0) {
            lock.unlock();
            lock.lock();
        }
        return state.registry().components().isRegistered(handle)
                ? streams.nextDueMillis(handle, nowMillis)
                : Lateness.NEVER_DUE;
    }

    private List<DetectedDisturbance> found(long nowMillis, int[] late, int[] streamsOf) {
        List<DetectedDisturbance> disturbed = new ArrayList<>();
        for (int ordinal = 0; ordinal < late.length; ordinal++) {
            if (settings.isDisturbed(late[ordinal], streamsOf[ordinal])
                    && state.registry().isProvider(ordinal)) {
                disturbed.add(DetectedDisturbance.newBuilder()
                        .setProvider(state.registry().provider(ordinal).id())
                        .setFromMillis(LateStreams.disturbedSinceMillis(
                                nowMillis,
                                nextDueMillis.length,
                                nextDueMillis,
                                provider,
                                ordinal,
                                streamsOf[ordinal],
                                settings))
                        .setSilent(late[ordinal])
                        .setOf(streamsOf[ordinal])
                        .build());
            }
        }
        disturbed.sort(Comparator.comparing(DetectedDisturbance::getProvider));
        return disturbed;
    }
}
