package io.tidemark.server.metering.review.cases;

import java.util.List;

/**
 * What a review does about one component.
 *
 * @param events what happens to its case, in order; when {@link CaseEvent.Resolved} is followed by {@link
 *     CaseEvent.Opened}, what precedes is of the old case and what follows of a new one
 * @param isListed whether the component is among the affected: it is affected, or its case is still open
 * @param owner who owns the case after the review; null when there is none
 * @param contact how the owner is approached
 * @param reminder the count of the reminder; with NONE the count so far, 0 for FIRST
 */
public record CaseDecision(List<CaseEvent> events, boolean isListed, CaseOwner owner, Contact contact, int reminder) {

    /** Copies the list, so that the record never changes. */
    public CaseDecision {
        events = List.copyOf(events);
    }

    /** Whether the old case ends here. */
    public boolean resolves() {
        return !events.isEmpty() && events.get(0) instanceof CaseEvent.Resolved;
    }
}
