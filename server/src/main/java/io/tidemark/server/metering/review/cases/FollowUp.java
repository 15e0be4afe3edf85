package io.tidemark.server.metering.review.cases;

import java.time.YearMonth;

/**
 * Where the follow-up of a case stands.
 *
 * @param owner who has to act
 * @param cause why, as far as known
 * @param snoozedUntilMillis nobody is contacted before this instant; {@link Long#MIN_VALUE} when it does not rest
 * @param isOwnerContacted whether this owner has been contacted since it became the owner
 * @param reminders how often this owner was reminded
 * @param contactedMonth the latest month whose review contacted anybody about the component, for this case or an earlier
 *     one; null when none did
 */
public record FollowUp(
        CaseOwner owner,
        CaseCause cause,
        long snoozedUntilMillis,
        boolean isOwnerContacted,
        int reminders,
        YearMonth contactedMonth) {

    /** As a case begins: the provider's until someone assigns it. */
    static FollowUp opened(YearMonth contactedMonth) {
        return new FollowUp(CaseOwner.PROVIDER, CaseCause.UNKNOWN, Long.MIN_VALUE, false, 0, contactedMonth);
    }

    FollowUp assigned(CaseOwner newOwner, CaseCause newCause) {
        boolean isSame = newOwner == owner;
        return new FollowUp(
                newOwner,
                newCause,
                snoozedUntilMillis,
                isSame && isOwnerContacted,
                isSame ? reminders : 0,
                contactedMonth);
    }

    FollowUp snoozed(long untilMillis) {
        return new FollowUp(owner, cause, untilMillis, isOwnerContacted, reminders, contactedMonth);
    }

    FollowUp contacted(YearMonth month, int reminder) {
        return new FollowUp(owner, cause, snoozedUntilMillis, true, reminder, month);
    }

    /**
     * How the review of a month approaches the owner. Once a month and no more: a review of the same month again, or of an
     * earlier one, approaches nobody.
     */
    Contact contactIn(YearMonth month, long atMillis) {
        boolean isMonthDone = contactedMonth != null && !month.isAfter(contactedMonth);
        if (owner == CaseOwner.INTERNAL || atMillis < snoozedUntilMillis || isMonthDone) {
            return Contact.NONE;
        }
        return isOwnerContacted ? Contact.REMINDER : Contact.FIRST;
    }
}
