package io.tidemark.server.monitoring.record;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.cases.CaseCause;
import io.tidemark.server.metering.review.cases.CaseEvent;
import io.tidemark.server.metering.review.cases.CaseOwner;
import io.tidemark.server.metering.review.cases.Contact;
import io.tidemark.server.metering.review.cases.ReviewCase;
import io.tidemark.v1.CaseAssigned;
import io.tidemark.v1.CaseContact;
import io.tidemark.v1.CaseContacted;
import io.tidemark.v1.CaseFoundAgain;
import io.tidemark.v1.CaseListed;
import io.tidemark.v1.CaseNoted;
import io.tidemark.v1.CaseOpened;
import io.tidemark.v1.CaseResolved;
import io.tidemark.v1.CaseSnoozed;
import io.tidemark.v1.StreamCase;
import java.time.YearMonth;

/** Cases and their events as messages, and back. */
public final class CaseForms {

    private static final String OWNER = "CASE_OWNER_";
    private static final String CAUSE = "CASE_CAUSE_";
    private static final String CONTACT = "CASE_CONTACT_";

    private CaseForms() {}

    public static io.tidemark.v1.CaseOwner owner(CaseOwner owner) {
        return owner == null
                ? io.tidemark.v1.CaseOwner.CASE_OWNER_UNSPECIFIED
                : io.tidemark.v1.CaseOwner.valueOf(OWNER + owner.name());
    }

    /** The owner; null for unspecified. */
    public static CaseOwner owner(io.tidemark.v1.CaseOwner owner) {
        return owner.getNumber() == 0 ? null : CaseOwner.valueOf(owner.name().substring(OWNER.length()));
    }

    public static io.tidemark.v1.CaseCause cause(CaseCause cause) {
        return io.tidemark.v1.CaseCause.valueOf(CAUSE + cause.name());
    }

    /** The cause; null for unspecified. */
    public static CaseCause cause(io.tidemark.v1.CaseCause cause) {
        return cause.getNumber() == 0 ? null : CaseCause.valueOf(cause.name().substring(CAUSE.length()));
    }

    public static CaseContact contact(Contact contact) {
        return CaseContact.valueOf(CONTACT + contact.name());
    }

    /** A month as it stands in messages; empty for none. */
    public static String month(YearMonth month) {
        return month == null ? "" : month.toString();
    }

    private static YearMonth month(String text) {
        return text.isEmpty() ? null : YearMonth.parse(text);
    }

    /** An event as a message. */
    public static io.tidemark.v1.CaseEvent event(CaseEvent event) {
        io.tidemark.v1.CaseEvent.Builder form =
                io.tidemark.v1.CaseEvent.newBuilder().setAtMillis(event.atMillis());
        if (event instanceof CaseEvent.Opened opened) {
            form.setOpened(CaseOpened.newBuilder()
                    .setMonth(month(opened.month()))
                    .setMissingFromMillis(opened.missing().fromMillis())
                    .setMissingToMillis(opened.missing().toMillis())
                    .setContactedMonth(month(opened.contactedMonth())));
        } else if (event instanceof CaseEvent.FoundAgain found) {
            form.setFoundAgain(CaseFoundAgain.newBuilder()
                    .setMonth(month(found.month()))
                    .setMissingFromMillis(found.missing().fromMillis())
                    .setMissingToMillis(found.missing().toMillis()));
        } else if (event instanceof CaseEvent.Assigned assigned) {
            form.setAssigned(CaseAssigned.newBuilder()
                    .setBy(assigned.by())
                    .setOwner(owner(assigned.owner()))
                    .setCause(cause(assigned.cause())));
        } else if (event instanceof CaseEvent.Noted noted) {
            form.setNoted(CaseNoted.newBuilder().setBy(noted.by()).setText(noted.text()));
        } else if (event instanceof CaseEvent.Snoozed snoozed) {
            form.setSnoozed(CaseSnoozed.newBuilder().setBy(snoozed.by()).setUntilMillis(snoozed.untilMillis()));
        } else if (event instanceof CaseEvent.Contacted contacted) {
            form.setContacted(CaseContacted.newBuilder()
                    .setMonth(month(contacted.month()))
                    .setOwner(owner(contacted.owner()))
                    .setContact(contact(contacted.contact()))
                    .setReminder(contacted.reminder()));
        } else if (event instanceof CaseEvent.Resolved) {
            form.setResolved(CaseResolved.getDefaultInstance());
        } else if (event instanceof CaseEvent.Listed listed) {
            form.setListed(CaseListed.newBuilder().setMonth(month(listed.month())));
        }
        return form.build();
    }

    /**
     * An event from its message.
     *
     * @throws IllegalArgumentException when the message is none
     */
    public static CaseEvent event(io.tidemark.v1.CaseEvent form) {
        long at = form.getAtMillis();
        return switch (form.getEventCase()) {
            case OPENED ->
                new CaseEvent.Opened(
                        at,
                        month(form.getOpened().getMonth()),
                        new Period(
                                form.getOpened().getMissingFromMillis(),
                                form.getOpened().getMissingToMillis()),
                        month(form.getOpened().getContactedMonth()));
            case FOUND_AGAIN ->
                new CaseEvent.FoundAgain(
                        at,
                        month(form.getFoundAgain().getMonth()),
                        new Period(
                                form.getFoundAgain().getMissingFromMillis(),
                                form.getFoundAgain().getMissingToMillis()));
            case ASSIGNED ->
                new CaseEvent.Assigned(
                        at,
                        form.getAssigned().getBy(),
                        owner(form.getAssigned().getOwner()),
                        cause(form.getAssigned().getCause()));
            case NOTED ->
                new CaseEvent.Noted(at, form.getNoted().getBy(), form.getNoted().getText());
            case SNOOZED ->
                new CaseEvent.Snoozed(
                        at, form.getSnoozed().getBy(), form.getSnoozed().getUntilMillis());
            case CONTACTED ->
                new CaseEvent.Contacted(
                        at,
                        month(form.getContacted().getMonth()),
                        owner(form.getContacted().getOwner()),
                        Contact.valueOf(form.getContacted().getContact().name().substring(CONTACT.length())),
                        form.getContacted().getReminder());
            case RESOLVED -> new CaseEvent.Resolved(at);
            case LISTED -> new CaseEvent.Listed(at, month(form.getListed().getMonth()));
            case EVENT_NOT_SET -> throw new IllegalArgumentException("a case event of no kind");
        };
    }

    /**
     * A case as a message.
     *
     * @param component id of its component; empty when it is no longer registered
     * @param number which case of the component it is, from 1
     */
    public static StreamCase form(ReviewCase one, String component, int number, boolean withHistory) {
        StreamCase.Builder form = StreamCase.newBuilder()
                .setHandle(one.component())
                .setComponent(component)
                .setNumber(number)
                .setOpenedAtMillis(one.openedAtMillis())
                .setOpenedForMonth(month(one.openedForMonth()))
                .setMissingFromMillis(one.missing().fromMillis())
                .setMissingToMillis(one.missing().toMillis())
                .setOwner(owner(one.followUp().owner()))
                .setCause(cause(one.followUp().cause()))
                .setReminders(one.followUp().reminders())
                .setContactedMonth(month(one.followUp().contactedMonth()))
                .setListedForMonth(month(one.listedForMonth()));
        if (one.followUp().snoozedUntilMillis() != Long.MIN_VALUE) {
            form.setSnoozedUntilMillis(one.followUp().snoozedUntilMillis());
        }
        if (!one.isOpen()) {
            form.setResolvedAtMillis(one.resolvedAtMillis());
        }
        if (withHistory) {
            one.history().forEach(event -> form.addHistory(event(event)));
        }
        return form.build();
    }
}
