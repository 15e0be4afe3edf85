package io.tidemark.server.monitoring.record;

import io.tidemark.journal.v1.CaseEvents;
import io.tidemark.server.metering.review.cases.CaseEvent;
import io.tidemark.server.metering.review.cases.ReviewCase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agrona.collections.Int2ObjectHashMap;

/** All cases, by the handle of their component, oldest first. */
public final class CaseBook {

    private final Int2ObjectHashMap<List<ReviewCase>> byHandle = new Int2ObjectHashMap<>();
    private final TreeSet<Integer> open = new TreeSet<>();
    private final TreeSet<Integer> toBeListed = new TreeSet<>();

    CaseBook() {}

    void apply(CaseEvents events) {
        events.getEventsList().forEach(event -> apply(events.getHandle(), CaseForms.event(event)));
    }

    private void apply(int handle, CaseEvent event) {
        List<ReviewCase> cases = byHandle.computeIfAbsent(handle, none -> new ArrayList<>(1));
        if (event instanceof CaseEvent.Opened opened) {
            cases.add(ReviewCase.open(handle, opened));
        } else {
            int last = event instanceof CaseEvent.Listed ? indexToBeListed(cases) : cases.size() - 1;
            cases.set(last, cases.get(last).apply(event));
        }
        update(open, handle, cases.get(cases.size() - 1).isOpen());
        update(toBeListed, handle, cases.stream().anyMatch(ReviewCase::isToBeListed));
    }

    private static int indexToBeListed(List<ReviewCase> cases) {
        for (int i = 0; i < cases.size(); i++) {
            if (cases.get(i).isToBeListed()) {
                return i;
            }
        }
        throw new IllegalArgumentException("no case of the component waits to be listed");
    }

    private static void update(TreeSet<Integer> handles, int handle, boolean isIn) {
        if (isIn) {
            handles.add(handle);
        } else {
            handles.remove(handle);
        }
    }

    /** The cases of a component, oldest first; only the last can be open. */
    public List<ReviewCase> of(int handle) {
        List<ReviewCase> cases = byHandle.get(handle);
        return cases == null ? List.of() : List.copyOf(cases);
    }

    /** The latest case of a component, open or resolved; null when it never had one. */
    public ReviewCase latest(int handle) {
        List<ReviewCase> cases = byHandle.get(handle);
        return cases == null ? null : cases.get(cases.size() - 1);
    }

    /** Whether a component has an open case. */
    public boolean isOpen(int handle) {
        return open.contains(handle);
    }

    /** Handles of the components with an open case, ascending. */
    public int[] openHandles() {
        return open.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The cases that are resolved and that no review has listed yet, by handle. */
    public List<ReviewCase> toBeListed() {
        List<ReviewCase> cases = new ArrayList<>();
        for (int handle : toBeListed) {
            byHandle.get(handle).stream().filter(ReviewCase::isToBeListed).forEach(cases::add);
        }
        return cases;
    }

    /** How many components have an open case. */
    public int openCount() {
        return open.size();
    }

    void writeSnapshot(Consumer<CaseEvents> out) {
        int[] handles =
                byHandle.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int handle : handles) {
            // A case at a time, so that an event that comes before the next opening finds the case it is about.
            for (ReviewCase one : byHandle.get(handle)) {
                CaseEvents.Builder events = CaseEvents.newBuilder().setHandle(handle);
                one.history().forEach(event -> events.addEvents(CaseForms.event(event)));
                out.accept(events.build());
            }
        }
    }
}
