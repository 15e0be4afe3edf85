package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.EstimationFillings;
import io.tidemark.journal.v1.FillingFound;
import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.shard.State;
import io.tidemark.v1.FilledInitialMeasurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;

/**
 * Fills the estimates of components in groups of bounded size: interval components first, since registers are filled from
 * their estimates, each kind in the order given. A group's record must be applied before the next group is asked for.
 */
final class FillSteps {

    private static final int INTERVALS_A_GROUP_MAX = 20_000;
    private static final int COMPONENTS_A_GROUP_MAX = 256;

    /**
     * What one group came to.
     *
     * @param filled one answer an initial measurement
     * @param found the same for the journal
     */
    record Group(List<FilledInitialMeasurement> filled, List<FillingFound> found) {

        byte[] record(long run) {
            return EstimationFillings.newBuilder()
                    .setRun(run)
                    .addAllFillings(found)
                    .build()
                    .toByteArray();
        }
    }

    private final State state;
    private final int[] handles;
    private final int intervalComponents;
    private int next;
    private List<FillWork.Filled> left = List.of();
    private int nextLeft;

    FillSteps(State state, int[] handles) {
        this.state = state;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            ComponentTable components = state.registry().components();
            int[] known =
                    Arrays.stream(handles).filter(components::isRegistered).toArray();
            int[] intervals =
                    Arrays.stream(known).filter(components::isInterval).toArray();
            this.intervalComponents = intervals.length;
            this.handles = IntStream.concat(
                            Arrays.stream(intervals),
                            Arrays.stream(known).filter(handle -> !components.isInterval(handle)))
                    .toArray();
        } finally {
            lock.unlock();
        }
    }

    /** The next group that has anything; null when all components are through. */
    Group next() {
        Group group = group();
        while (group == null && next < handles.length) {
            group = group();
        }
        return group;
    }

    /** The next group; null when the components it looked at have nothing to fill. */
    private Group group() {
        List<FilledInitialMeasurement> filled = new ArrayList<>();
        List<FillingFound> found = new ArrayList<>();
        int size = 0;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0; size < INTERVALS_A_GROUP_MAX; looked++) {
                if (nextLeft == left.size()) {
                    boolean isSwitch = next == intervalComponents && !filled.isEmpty();
                    if (next == handles.length || looked >= COMPONENTS_A_GROUP_MAX || isSwitch) {
                        break;
                    }
                    int handle = handles[next++];
                    left = state.registry().components().isRegistered(handle)
                            ? new FillWork(state, handle).fill()
                            : List.of();
                    nextLeft = 0;
                    continue;
                }
                FillWork.Filled one = left.get(nextLeft++);
                size += Math.max(1, one.found().getValuesCount());
                found.add(one.found());
                if (!one.isSettled()) {
                    filled.add(message(one));
                }
            }
        } finally {
            lock.unlock();
        }
        return found.isEmpty() ? null : new Group(filled, found);
    }

    private FilledInitialMeasurement message(FillWork.Filled filled) {
        KeptInitialMeasurement one = filled.one();
        FillingFound found = filled.found();
        return FilledInitialMeasurement.newBuilder()
                .setId(one.getId())
                .setHandle(one.getHandle())
                .setComponent(state.registry().components().id(one.getHandle()))
                .setFromMillis(one.getFromMillis())
                .setToMillis(one.getToMillis())
                .addAllValues(found.getValuesList())
                .addAllConditions(found.getConditionsList())
                .setLastRule(found.getFilling().getLastRule())
                .setProblem(found.getFilling().getProblem())
                .setProblemMessage(found.getFilling().getProblemMessage())
                .build();
    }
}
