package io.tidemark.server.monitoring;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.Finding;
import io.tidemark.server.metering.review.cases.CaseCause;
import io.tidemark.server.metering.review.cases.ReviewCase;
import io.tidemark.server.metering.review.cases.ReviewLine;
import io.tidemark.server.metering.review.cases.ReviewMessage;
import io.tidemark.server.metering.review.cases.ReviewPlan;
import io.tidemark.server.monitoring.record.CaseBook;
import io.tidemark.server.monitoring.record.CaseForms;
import io.tidemark.v1.MessageLine;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.OutboxMessage;

/** Makes the outbox's messages of a review. Needs the state's read lock. */
final class MessageDraft {

    /** Components that a message names one by one; it counts all, and the review it names lists all. */
    static final int LINES_MAX = 5_000;

    private final ReviewForms forms;
    private final CaseBook cases;
    private final String storeName;

    /**
     * A draft.
     *
     * @param storeName tells this store's messages from another's
     */
    MessageDraft(ReviewForms forms, CaseBook cases, String storeName) {
        this.forms = forms;
        this.cases = cases;
        this.storeName = storeName;
    }

    OutboxMessage message(ReviewMessage message, ReviewPlan plan, long review, long number) {
        OutboxMessage.Builder form = OutboxMessage.newBuilder()
                .setNumber(number)
                .setTo(forms.recipient(message.to()))
                .setReview(review)
                .setMonth(plan.month().toString())
                .setAtMillis(plan.atMillis())
                .setComponents(message.lines().size())
                .setStatus(MessageStatus.MESSAGE_WAITING)
                .setIdempotencyKey(storeName + "-" + number);
        message.lines().stream().limit(LINES_MAX).forEach(line -> form.addLines(line(line)));
        return form.build();
    }

    private MessageLine line(ReviewLine line) {
        ReviewCase latest = cases.latest(line.component());
        boolean goesOn = latest != null && latest.isOpen() && !line.decision().resolves();
        Period missing = goesOn ? latest.missing() : new Period(Long.MAX_VALUE, Long.MIN_VALUE);
        long count = 0;
        for (Finding finding : line.findings().findings()) {
            if (finding.kind().isAffected()) {
                missing = new Period(
                        Math.min(missing.fromMillis(), finding.fromMillis()),
                        Math.max(missing.toMillis(), finding.toMillis()));
                count += finding.missing();
            }
        }
        return MessageLine.newBuilder()
                .setComponent(forms.component(line.component()))
                .setServicePoint(forms.servicePoint(line.servicePoint()))
                .setMissingFromMillis(missing.fromMillis())
                .setMissingToMillis(missing.toMillis())
                .setMissing(count)
                .setContact(CaseForms.contact(line.decision().contact()))
                .setReminder(line.decision().reminder())
                .setCause(CaseForms.cause(goesOn ? latest.followUp().cause() : CaseCause.UNKNOWN))
                .build();
    }
}
