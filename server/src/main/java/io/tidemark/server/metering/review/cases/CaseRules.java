package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.Finding;
import io.tidemark.server.metering.review.StreamFindings;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a review does about one component ("Monthly review"). */
public final class CaseRules {

    private CaseRules() {}

    /**
     * Decides, and changes nothing.
     *
     * @param latest the component's latest case, open or resolved; null when it never had one
     * @param month the month reviewed
     * @param atMillis the instant of the review
     * @param findings what the review found
     * @param dataAreThere whether nothing is missing any more in {@code latest.missing()}; ignored unless the
     *     case is open
     * @param isReachable whether there is someone to write to for an owner: a component without a provider has none
     */
    public static CaseDecision review(
            ReviewCase latest,
            YearMonth month,
            long atMillis,
            StreamFindings findings,
            boolean dataAreThere,
            Predicate<CaseOwner> isReachable) {
        List<CaseEvent> events = new ArrayList<>(3);
        ReviewCase open = latest != null && latest.isOpen() ? latest : null;
        if (open != null && dataAreThere) {
            events.add(new CaseEvent.Resolved(atMillis));
            open = null;
        }
        FollowUp followUp;
        if (open == null) {
            if (!findings.isAffected()) {
                return new CaseDecision(events, false, null, Contact.NONE, 0);
            }
            YearMonth contacted = latest == null ? null : latest.followUp().contactedMonth();
            events.add(new CaseEvent.Opened(atMillis, month, missing(findings), contacted));
            followUp = FollowUp.opened(contacted);
        } else {
            followUp = open.followUp();
            if (findings.isAffected()) {
                Period missing = missing(findings);
                if (!open.missing().covers(missing.fromMillis(), missing.toMillis())) {
                    events.add(new CaseEvent.FoundAgain(atMillis, month, missing));
                }
            }
        }
        CaseOwner owner = followUp.owner();
        Contact contact = followUp.contactIn(month, atMillis);
        if (contact == Contact.NONE || !isReachable.test(owner)) {
            return new CaseDecision(events, true, owner, Contact.NONE, followUp.reminders());
        }
        int reminder = contact == Contact.FIRST ? 0 : followUp.reminders() + 1;
        events.add(new CaseEvent.Contacted(atMillis, month, owner, contact, reminder));
        return new CaseDecision(events, true, owner, contact, reminder);
    }

    /** From the first missing reading of a month to the end of the last; the findings are those of an affected stream. */
    private static Period missing(StreamFindings findings) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Finding finding : findings.findings()) {
            if (finding.kind().isAffected()) {
                from = Math.min(from, finding.fromMillis());
                to = Math.max(to, finding.toMillis());
            }
        }
        return new Period(from, to);
    }
}
