package io.tidemark.server.monitoring;

import io.tidemark.journal.v1.CaseEvents;
import io.tidemark.server.metering.review.cases.CaseCause;
import io.tidemark.server.metering.review.cases.CaseEvent;
import io.tidemark.server.metering.review.cases.CaseOwner;
import io.tidemark.server.metering.review.cases.ReviewCase;
import io.tidemark.server.monitoring.record.CaseForms;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.StreamCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/** What people do to cases, and the resolving of those whose data are there. Safe to call from any thread. */
public final class Cases {

    /**
     * A case after a change.
     *
     * @param position where the journal stood when the change became visible
     */
    public record Changed(StreamCase after, long position) {}

    private final State state;
    private final Changes changes;
    private final Clock clock;

    /** Cases of a state. */
    public Cases(State state, Changes changes, Clock clock) {
        this.state = state;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Gives a component's open case an owner and a cause.
     *
     * @param owner null: stays
     * @param cause null: stays
     */
    public CompletableFuture<Changed> assign(String component, CaseOwner owner, CaseCause cause, String by) {
        return change(
                component,
                true,
                open -> new CaseEvent.Assigned(
                        clock.millis(),
                        by,
                        owner == null ? open.followUp().owner() : owner,
                        cause == null ? open.followUp().cause() : cause));
    }

    /** Writes something down with a component's latest case; the text has been checked. */
    public CompletableFuture<Changed> note(String component, String text, String by) {
        return change(component, false, any -> new CaseEvent.Noted(clock.millis(), by, text));
    }

    /** Lets a component's open case rest. */
    public CompletableFuture<Changed> snooze(String component, long untilMillis, String by) {
        return change(component, true, open -> new CaseEvent.Snoozed(clock.millis(), by, untilMillis));
    }

    private CompletableFuture<Changed> change(
            String component, boolean mustBeOpen, Function<ReviewCase, CaseEvent> change) {
        return changes.run(() -> {
            int handle;
            CaseEvent event;
            Lock lock = state.lock().read();
            lock.lock();
            try {
                handle = handle(component);
                ReviewCase latest = state.monitoring().cases().latest(handle);
                check(latest, component, mustBeOpen);
                event = change.apply(latest);
            } finally {
                lock.unlock();
            }
            long position = write(handle, event);
            return new Changed(latest(handle), position);
        });
    }

    private int handle(String component) {
        int handle = state.registry().components().handleOf(component);
        if (handle == 0) {
            throw Refusal.of(
                            Refusal.Kind.NOT_FOUND,
                            "UNKNOWN_COMPONENT",
                            "component is \"" + component + "\": no measuring component has this id")
                    .with("field", "component")
                    .with("value", component);
        }
        return handle;
    }

    private static void check(ReviewCase latest, String component, boolean mustBeOpen) {
        if (latest == null || mustBeOpen && !latest.isOpen()) {
            throw Refusal.of(
                            Refusal.Kind.NOT_FOUND,
                            mustBeOpen ? "NO_OPEN_CASE" : "NO_CASE",
                            "component is \"" + component + "\": it has no " + (mustBeOpen ? "open " : "")
                                    + "case; a review opens one when it finds the component affected")
                    .with("field", "component")
                    .with("value", component);
        }
        if (latest.history().size() >= ReviewCase.EVENTS_MAX) {
            throw Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            "CASE_FULL",
                            "the case of \"" + component + "\" has "
                                    + latest.history().size() + " events, the limit is " + ReviewCase.EVENTS_MAX
                                    + "; keep further notes elsewhere")
                    .with("limit", "monitoring.caseEventsMax")
                    .with("limit_value", ReviewCase.EVENTS_MAX);
        }
    }

    private long write(int handle, CaseEvent event) {
        return changes.write(MonitoringRecord.CASE_EVENTS, events(handle, event))
                .position();
    }

    private static CaseEvents events(int handle, CaseEvent event) {
        return CaseEvents.newBuilder()
                .setHandle(handle)
                .addEvents(CaseForms.event(event))
                .build();
    }

    private StreamCase latest(int handle) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            List<ReviewCase> all = state.monitoring().cases().of(handle);
            return CaseForms.form(
                    all.get(all.size() - 1), state.registry().components().id(handle), all.size(), true);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Resolves the open cases among some components whose data are there by now; on the thread of changes.
     *
     * @param handles null: every open case
     * @return handles of the components whose cases were resolved
     */
    List<Integer> resolve(int[] handles, long atMillis) {
        List<Integer> there = new ArrayList<>();
        Streams streams = new Streams(state);
        ComponentRun.of(state, handles == null ? openHandles() : handles, handle -> {
            ReviewCase latest = state.monitoring().cases().latest(handle);
            if (latest != null
                    && latest.isOpen()
                    && (!state.registry().components().isRegistered(handle)
                            || streams.isThere(handle, latest.missing()))) {
                there.add(handle);
            }
        });
        changes.writeAll(
                MonitoringRecord.CASE_EVENTS,
                there.stream()
                        .map(handle -> events(handle, new CaseEvent.Resolved(atMillis)))
                        .toList());
        return there;
    }

    private int[] openHandles() {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            return state.monitoring().cases().openHandles();
        } finally {
            lock.unlock();
        }
    }
}
