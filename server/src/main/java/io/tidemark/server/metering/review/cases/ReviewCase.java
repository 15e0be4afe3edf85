package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.grid.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * One affected component, from its first finding until its data are there. Immutable; {@link #apply} gives the next state.
 *
 * @param component dense number of the component
 * @param openedAtMillis when it was opened
 * @param openedForMonth the month whose review opened it
 * @param missing what it is about: from the first missing reading to the end of the last, as far as reviews found
 * @param followUp where the follow-up stands
 * @param resolvedAtMillis when the data were there; {@link Period#STILL_OPEN} while they are not
 * @param listedForMonth the month whose review listed it as resolved; null while none did
 * @param history all that happened, oldest first; people add to it up to {@link #EVENTS_MAX}, reviews beyond that
 */
public record ReviewCase(
        int component,
        long openedAtMillis,
        YearMonth openedForMonth,
        Period missing,
        FollowUp followUp,
        long resolvedAtMillis,
        YearMonth listedForMonth,
        List<CaseEvent> history) {

    /** With so many events a case takes no more notes, assignments or rests; decades of reviews leave most of them. */
    public static final int EVENTS_MAX = 2_000;

    /** Copies the list, so that the record never changes. */
    public ReviewCase {
        history = List.copyOf(history);
    }

    /** A case as it begins. */
    public static ReviewCase open(int component, CaseEvent.Opened opened) {
        return new ReviewCase(
                component,
                opened.atMillis(),
                opened.month(),
                opened.missing(),
                FollowUp.opened(opened.contactedMonth()),
                Period.STILL_OPEN,
                null,
                List.of(opened));
    }

    /** A case from its whole history, of which the first event is {@link CaseEvent.Opened}. */
    public static ReviewCase of(int component, List<CaseEvent> history) {
        ReviewCase state = open(component, (CaseEvent.Opened) history.get(0));
        for (CaseEvent event : history.subList(1, history.size())) {
            state = state.apply(event);
        }
        return state;
    }

    public boolean isOpen() {
        return resolvedAtMillis == Period.STILL_OPEN;
    }

    /** Whether a review has yet to list it as resolved. */
    public boolean isToBeListed() {
        return !isOpen() && listedForMonth == null;
    }

    /** Whether it rests at an instant: open, and nobody is contacted. */
    public boolean isSnoozed(long atMillis) {
        return isOpen() && atMillis < followUp.snoozedUntilMillis();
    }

    /**
     * The state after an event.
     *
     * @throws IllegalArgumentException when the event does not fit: a second opening, anything but a note or a listing once
     *     it is resolved, a listing before, or a person's event beyond {@link #EVENTS_MAX}
     */
    public ReviewCase apply(CaseEvent event) {
        boolean isByAPerson = event instanceof CaseEvent.Noted
                || event instanceof CaseEvent.Assigned
                || event instanceof CaseEvent.Snoozed;
        if (isByAPerson && history.size() >= EVENTS_MAX) {
            throw new IllegalArgumentException("the case of component " + component + " has " + history.size()
                    + " events, the limit is " + EVENTS_MAX + "; keep further notes elsewhere");
        }
        if (event instanceof CaseEvent.Noted) {
            return with(missing, followUp, resolvedAtMillis, listedForMonth, event);
        }
        if (event instanceof CaseEvent.Listed listed) {
            require(isToBeListed(), event, isOpen() ? "open" : "listed already");
            return with(missing, followUp, resolvedAtMillis, listed.month(), event);
        }
        require(isOpen(), event, "resolved");
        if (event instanceof CaseEvent.FoundAgain found) {
            Period all = new Period(
                    Math.min(missing.fromMillis(), found.missing().fromMillis()),
                    Math.max(missing.toMillis(), found.missing().toMillis()));
            return with(all, followUp, resolvedAtMillis, null, event);
        }
        if (event instanceof CaseEvent.Assigned assigned) {
            return with(missing, followUp.assigned(assigned.owner(), assigned.cause()), resolvedAtMillis, null, event);
        }
        if (event instanceof CaseEvent.Snoozed snoozed) {
            return with(missing, followUp.snoozed(snoozed.untilMillis()), resolvedAtMillis, null, event);
        }
        if (event instanceof CaseEvent.Contacted contacted) {
            return with(
                    missing,
                    followUp.contacted(contacted.month(), contacted.reminder()),
                    resolvedAtMillis,
                    null,
                    event);
        }
        if (event instanceof CaseEvent.Resolved resolved) {
            return with(missing, followUp, resolved.atMillis(), null, event);
        }
        throw new IllegalArgumentException(
                "the case of component " + component + " is open and cannot be opened; resolve it first");
    }

    private void require(boolean fits, CaseEvent event, String state) {
        if (!fits) {
            throw new IllegalArgumentException("the case of component " + component + " is " + state + " and takes no "
                    + event.getClass().getSimpleName());
        }
    }

    private ReviewCase with(Period about, FollowUp stands, long resolvedAt, YearMonth listed, CaseEvent event) {
        List<CaseEvent> events = new ArrayList<>(history.size() + 1);
        events.addAll(history);
        events.add(event);
        return new ReviewCase(component, openedAtMillis, openedForMonth, about, stands, resolvedAt, listed, events);
    }
}
