package io.tidemark.server.estimation;

import io.tidemark.journal.v1.KeptDependency;
import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.InitialMeasurementOrigin;
import io.tidemark.v1.InitialMeasurementStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/** The initial measurements: those in progress, and those that were settled last. */
public final class InitialMeasurementTable {

    /** The most settled initial measurements that are kept; the first to be settled go first. */
    public static final int SETTLED_MAX = 1_000_000;

    /** The most initial measurements in progress. */
    public static final int IN_PROGRESS_MAX = 10_000_000;

    private final Long2ObjectHashMap<KeptInitialMeasurement> byNumber = new Long2ObjectHashMap<>();
    private final KeptByHandle inProgress = new KeptByHandle();
    private final KeptByHandle all = new KeptByHandle();

    /** By handle of a component that measures: which initial measurements rest on it, their own component included. */
    private final KeptByHandle dependents = new KeptByHandle();

    /** Filled ones that rest on measurements which have changed since. */
    private final LongHashSet stale = new LongHashSet();

    private final ArrayDeque<Long> settled = new ArrayDeque<>();
    private int inProgressCount;
    private long last;
    private Runnable whenStale = () -> {};

    /** Whether it is neither finalised nor discarded. */
    public static boolean isInProgress(KeptInitialMeasurement one) {
        return one.getStatus() != InitialMeasurementStatus.FINALIZED
                && one.getStatus() != InitialMeasurementStatus.DISCARDED;
    }

    /** Whether a run made it, so that the filling rules are for it. */
    public static boolean isEstimate(KeptInitialMeasurement one) {
        return one.getOrigin() == InitialMeasurementOrigin.ESTIMATED;
    }

    /** An initial measurement; null when it never was or is no longer kept. */
    public KeptInitialMeasurement get(long number) {
        return byNumber.get(number);
    }

    /** How many are in progress. */
    public int inProgressCount() {
        return inProgressCount;
    }

    /** Those of a component that are in progress, by beginning. */
    public List<KeptInitialMeasurement> inProgress(int handle) {
        return sorted(inProgress.of(handle));
    }

    /** Those of a component that are kept, by beginning. */
    public List<KeptInitialMeasurement> all(int handle) {
        return sorted(all.of(handle));
    }

    private List<KeptInitialMeasurement> sorted(long[] numbers) {
        List<KeptInitialMeasurement> found = new ArrayList<>(numbers.length);
        for (long number : numbers) {
            found.add(byNumber.get(number));
        }
        found.sort(Comparator.comparingLong(KeptInitialMeasurement::getFromMillis)
                .thenComparingLong(KeptInitialMeasurement::getId));
        return found;
    }

    /** The one in progress of a number. */
    public KeptInitialMeasurement inProgressOne(long number) {
        KeptInitialMeasurement found = byNumber.get(number);
        if (found == null) {
            throw unknown("id " + number);
        }
        return requireInProgress(found);
    }

    /** The one in progress that begins at an instant, of several the first that was made. */
    public KeptInitialMeasurement inProgressOne(int handle, String component, long fromMillis) {
        KeptInitialMeasurement settledOne = null;
        for (KeptInitialMeasurement one : all(handle)) {
            if (one.getFromMillis() == fromMillis) {
                if (isInProgress(one)) {
                    return one;
                }
                settledOne = one;
            }
        }
        if (settledOne == null) {
            throw unknown(component + " at " + Instant.ofEpochMilli(fromMillis));
        }
        return requireInProgress(settledOne);
    }

    private static Refusal unknown(String name) {
        return Refusal.of(
                        Refusal.Kind.NOT_FOUND,
                        "UNKNOWN_INITIAL_MEASUREMENT",
                        "name is " + name + ": there is no such initial measurement, or it was settled long ago; list"
                                + " them first")
                .with("field", "name")
                .with("value", name);
    }

    private static KeptInitialMeasurement requireInProgress(KeptInitialMeasurement one) {
        if (!isInProgress(one)) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            "ALREADY_SETTLED",
                            "initial measurement " + one.getId() + " is " + one.getStatus()
                                    + " already; only one in progress can be finalised or discarded")
                    .with("field", "name")
                    .with("value", one.getId())
                    .with("status", one.getStatus());
        }
        return one;
    }

    /** Filled ones whose values are out of date, in no particular order. */
    public long[] stale() {
        long[] numbers = new long[stale.size()];
        int[] count = {0};
        stale.forEachLong(number -> numbers[count[0]++] = number);
        return numbers;
    }

    /** What to run when one becomes stale; it is run under the write lock and must only note that. */
    public void whenStale(Runnable action) {
        whenStale = action;
    }

    boolean isWatched(int handle) {
        return dependents.has(handle);
    }

    boolean hasWatched() {
        return !dependents.isEmpty();
    }

    /** Adds one, which gets the next number. */
    long add(KeptInitialMeasurement.Builder one) {
        put(one.setId(++last).build());
        return last;
    }

    /** Puts one in place of what was known under its number. */
    void put(KeptInitialMeasurement one) {
        KeptInitialMeasurement before = byNumber.put(one.getId(), one);
        boolean wasInProgress = before != null && isInProgress(before);
        if (before != null) {
            forget(before, one);
        }
        all.add(one.getHandle(), one.getId());
        if (isInProgress(one)) {
            inProgress.add(one.getHandle(), one.getId());
            inProgressCount += wasInProgress ? 0 : 1;
        } else if (before == null || wasInProgress) {
            inProgress.remove(one.getHandle(), one.getId());
            inProgressCount -= wasInProgress ? 1 : 0;
            settled.add(one.getId());
        }
        remember(one);
        if (settled.size() > SETTLED_MAX) {
            drop(settled.poll());
        }
    }

    /** Whether its values follow the measurements that they rest on: an estimate in progress, or one that became final. */
    private static boolean follows(KeptInitialMeasurement one) {
        return isEstimate(one)
                && (isInProgress(one) || (one.getStatus() == InitialMeasurementStatus.FINALIZED && one.hasFilling()));
    }

    private void remember(KeptInitialMeasurement one) {
        if (follows(one)) {
            dependents.add(one.getHandle(), one.getId());
            for (KeptDependency dependency : one.getFilling().getDependenciesList()) {
                dependents.add(dependency.getHandle(), one.getId());
            }
            if (one.hasFilling() && one.getFilling().getTouched() != one.getTouched()) {
                stale.add(one.getId());
                whenStale.run();
            }
        }
    }

    /** Takes out of the indexes what stood there for one and does no longer. */
    private void forget(KeptInitialMeasurement before, KeptInitialMeasurement after) {
        if (!follows(after)) {
            dependents.remove(before.getHandle(), before.getId());
        }
        for (KeptDependency dependency : before.getFilling().getDependenciesList()) {
            if (!follows(after) || !namesHandle(after, dependency.getHandle())) {
                dependents.remove(dependency.getHandle(), before.getId());
            }
        }
        stale.remove(before.getId());
    }

    private static boolean namesHandle(KeptInitialMeasurement one, int handle) {
        if (one.getHandle() == handle) {
            return true;
        }
        for (KeptDependency dependency : one.getFilling().getDependenciesList()) {
            if (dependency.getHandle() == handle) {
                return true;
            }
        }
        return false;
    }

    /**
     * Notes that measurements of a component changed: what was filled from them is out of date.
     *
     * @param exceptHandle initial measurements of this component are passed over; 0: none are
     */
    void measured(int handle, long fromMillis, long toMillis, int exceptHandle) {
        for (long number : dependents.of(handle)) {
            KeptInitialMeasurement one = byNumber.get(number);
            if (one.getHandle() != exceptHandle && restsOn(one, handle, fromMillis, toMillis)) {
                put(one.toBuilder().setTouched(one.getTouched() + 1).build());
            }
        }
    }

    private static boolean restsOn(KeptInitialMeasurement one, int handle, long fromMillis, long toMillis) {
        if (one.getHandle() == handle && one.getFromMillis() < toMillis && fromMillis <= one.getToMillis()) {
            return true;
        }
        for (KeptDependency dependency : one.getFilling().getDependenciesList()) {
            if (dependency.getHandle() == handle
                    && dependency.getFromMillis() < toMillis
                    && fromMillis < dependency.getToMillis()) {
                return true;
            }
        }
        return false;
    }

    /** Forgets everything about a component that is gone. */
    void forget(int handle) {
        for (long number : all.of(handle)) {
            settled.remove(number);
            drop(number);
        }
    }

    private void drop(long number) {
        KeptInitialMeasurement gone = byNumber.remove(number);
        forget(
                gone,
                gone.toBuilder().setStatus(InitialMeasurementStatus.DISCARDED).build());
        all.remove(gone.getHandle(), number);
        if (isInProgress(gone)) {
            inProgress.remove(gone.getHandle(), number);
            inProgressCount--;
        }
    }

    long last() {
        return last;
    }

    void restoreLast(long number) {
        last = number;
    }

    /** Those in progress by number, then the settled ones in the order in which they were settled. */
    Collection<KeptInitialMeasurement> inOrder() {
        List<KeptInitialMeasurement> ordered = new ArrayList<>(byNumber.values().stream()
                .filter(InitialMeasurementTable::isInProgress)
                .sorted(Comparator.comparingLong(KeptInitialMeasurement::getId))
                .toList());
        settled.forEach(number -> ordered.add(byNumber.get(number.longValue())));
        return ordered;
    }
}
