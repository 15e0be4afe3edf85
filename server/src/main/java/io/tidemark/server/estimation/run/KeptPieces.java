package io.tidemark.server.estimation.run;

import io.tidemark.server.query.Pieces;
import io.tidemark.server.shard.State;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.IntFunction;

/**
 * What is kept of components, one message after the other.
 *
 * @param <T> the message
 */
public final class KeptPieces<T> implements Pieces<T> {

    private static final int COMPONENTS_A_LOOK_MAX = 4_096;
    private static final int MESSAGES_A_LOOK_MAX = 256;

    private final State state;
    private final int[] handles;
    private final IntFunction<List<T>> messages;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private int next;

    private KeptPieces(State state, int[] handles, IntFunction<List<T>> messages) {
        this.state = state;
        this.handles = handles;
        this.messages = messages;
    }

    /** Initial measurements of components: those in one of the states, or in progress when none is named. */
    public static KeptPieces<io.tidemark.v1.InitialMeasurement> initialMeasurements(
            State state, int[] handles, List<io.tidemark.v1.InitialMeasurementStatus> states, boolean withValues) {
        var table = state.estimation().initialMeasurements();
        return new KeptPieces<>(
                state,
                handles,
                handle -> (states.isEmpty() ? table.inProgress(handle) : table.all(handle))
                        .stream()
                                .filter(one -> states.isEmpty() || states.contains(one.getStatus()))
                                .map(one -> EstimationForms.initialMeasurement(
                                        one, state.registry().components().id(handle), withValues))
                                .toList());
    }

    /** To Dos of components; of one person only, unless the name is empty. */
    public static KeptPieces<io.tidemark.v1.ToDo> toDos(
            State state, int[] handles, boolean withClosed, String assignee) {
        return new KeptPieces<>(
                state,
                handles,
                handle -> state.estimation().toDos().of(handle, withClosed).stream()
                        .filter(toDo -> assignee.isEmpty() || assignee.equals(toDo.getAssignee()))
                        .map(toDo -> EstimationForms.toDo(
                                toDo, state.registry().components().id(handle)))
                        .toList());
    }

    @Override
    public T next() {
        while (waiting.isEmpty() && next < handles.length) {
            look();
        }
        return waiting.poll();
    }

    private void look() {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0;
                    next < handles.length && looked < COMPONENTS_A_LOOK_MAX && waiting.size() < MESSAGES_A_LOOK_MAX;
                    looked++) {
                int handle = handles[next++];
                if (state.registry().components().isRegistered(handle)) {
                    waiting.addAll(messages.apply(handle));
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
