package io.tidemark.server.estimation;

import io.tidemark.journal.v1.KeptToDo;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.ToDoClosing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The To Dos: the open ones, and those that were closed last. */
public final class ToDoTable {

    /** The most closed To Dos that are kept; the first to be closed go first. */
    public static final int CLOSED_MAX = 100_000;

    private final Long2ObjectHashMap<KeptToDo> byNumber = new Long2ObjectHashMap<>();
    private final KeptByHandle open = new KeptByHandle();
    private final KeptByHandle all = new KeptByHandle();
    private final ArrayDeque<Long> closed = new ArrayDeque<>();
    private long last;

    /** A To Do; null when it never was or is no longer kept. */
    public KeptToDo get(long number) {
        return byNumber.get(number);
    }

    /** Whether a component has an open one. */
    public boolean hasOpen(int handle) {
        return open.has(handle);
    }

    /** A component's To Dos by beginning; the open ones only, or all that are kept. */
    public List<KeptToDo> of(int handle, boolean withClosed) {
        List<KeptToDo> found = new ArrayList<>();
        for (long number : (withClosed ? all : open).of(handle)) {
            found.add(byNumber.get(number));
        }
        found.sort(Comparator.comparingLong(KeptToDo::getFromMillis).thenComparingLong(KeptToDo::getId));
        return found;
    }

    /** The open To Do of a number. */
    public KeptToDo openOne(long number) {
        KeptToDo found = byNumber.get(number);
        if (found == null) {
            throw Refusal.of(
                            Refusal.Kind.NOT_FOUND,
                            "UNKNOWN_TO_DO",
                            "id is " + number + ": there is no such To Do, or it was closed long ago; list them first")
                    .with("field", "id")
                    .with("value", number);
        }
        if (isClosed(found)) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            "TO_DO_CLOSED",
                            "To Do " + number + " is closed already (" + found.getClosing()
                                    + "); nothing is left to do")
                    .with("field", "id")
                    .with("value", number);
        }
        return found;
    }

    /** Whether it is closed. */
    public static boolean isClosed(KeptToDo toDo) {
        return toDo.getClosing() != ToDoClosing.TO_DO_CLOSING_UNSPECIFIED;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Adds one, which gets the next number. */
    long add(KeptToDo.Builder toDo) {
        put(toDo.setId(++last).build());
        return last;
    }

    void put(KeptToDo toDo) {
        byNumber.put(toDo.getId(), toDo);
        all.add(toDo.getHandle(), toDo.getId());
        if (isClosed(toDo)) {
            open.remove(toDo.getHandle(), toDo.getId());
            closed.add(toDo.getId());
            if (closed.size() > CLOSED_MAX) {
                drop(closed.poll());
            }
        } else {
            open.add(toDo.getHandle(), toDo.getId());
        }
    }

    void close(KeptToDo toDo, ToDoClosing why) {
        put(toDo.toBuilder().setClosing(why).build());
    }

    /** Closes what was opened because an initial measurement could not be filled. */
    void closeOf(int handle, long initialMeasurement) {
        for (KeptToDo toDo : of(handle, false)) {
            if (toDo.getInitialMeasurement() == initialMeasurement) {
                close(toDo, ToDoClosing.INITIAL_MEASUREMENT_SETTLED);
            }
        }
    }

    /** Opens one for an initial measurement that could not be filled, unless there is one. */
    void openFor(KeptToDo.Builder toDo) {
        for (KeptToDo known : of(toDo.getHandle(), false)) {
            if (known.getInitialMeasurement() == toDo.getInitialMeasurement()) {
                return;
            }
        }
        add(toDo);
    }

    /** Closes those whose gap is gone, of a component whose measurements changed. */
    void measured(int handle, long fromMillis, long toMillis, Effects effects) {
        for (KeptToDo toDo : of(handle, false)) {
            boolean isNear = effects.intervalMillis(handle) == 0
                    || (toDo.getFromMillis() < toMillis && fromMillis < toDo.getToMillis());
            if (isNear && effects.isGapGone(handle, toDo.getFromMillis(), toDo.getToMillis())) {
                close(toDo, ToDoClosing.GAP_IS_GONE);
            }
        }
    }

    /** Forgets everything about a component that is gone. */
    void forget(int handle) {
        for (long number : all.of(handle)) {
            closed.remove(number);
            drop(number);
        }
    }

    private void drop(long number) {
        KeptToDo gone = byNumber.remove(number);
        open.remove(gone.getHandle(), number);
        all.remove(gone.getHandle(), number);
    }

    long last() {
        return last;
    }

    void restoreLast(long number) {
        last = number;
    }

    /** Open ones by number, then closed ones in the order in which they were closed. */
    Collection<KeptToDo> inOrder() {
        List<KeptToDo> ordered = new ArrayList<>(byNumber.values().stream()
                .filter(toDo -> !isClosed(toDo))
                .sorted(Comparator.comparingLong(KeptToDo::getId))
                .toList());
        closed.forEach(number -> ordered.add(byNumber.get(number.longValue())));
        return ordered;
    }
}
