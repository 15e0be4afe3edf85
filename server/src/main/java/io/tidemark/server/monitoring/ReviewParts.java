package io.tidemark.server.monitoring;

import io.tidemark.journal.v1.CaseEvents;
import io.tidemark.journal.v1.ReviewPart;
import io.tidemark.server.metering.review.ProviderStanding;
import io.tidemark.server.metering.review.cases.CaseEvent;
import io.tidemark.server.metering.review.cases.ProviderReview;
import io.tidemark.server.metering.review.cases.ReviewLine;
import io.tidemark.server.metering.review.cases.ReviewMessage;
import io.tidemark.server.metering.review.cases.ReviewPlan;
import io.tidemark.server.monitoring.record.CaseForms;
import io.tidemark.server.shard.State;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewSummary;
import io.tidemark.v1.ReviewedProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A decided review as the records it is kept by, each of a bounded size. Needs the state's read lock while it is made; one
 * thread.
 */
final class ReviewParts {

    /** Lines of components, messages and resolved cases in one part. */
    private static final int LINES_A_PART = 2_000;

    private final ReviewPlan plan;
    private final ReviewSummary summary;
    private final ReviewForms forms;
    private final MessageDraft drafts;
    private final Streams streams;
    private final Map<Integer, List<CaseEvent>> endings = new HashMap<>();
    private final List<ReviewPart> parts = new ArrayList<>();
    private ReviewPart.Builder part = ReviewPart.newBuilder();
    private ReviewChunk.Builder shown = ReviewChunk.newBuilder();
    private int lines;

    private ReviewParts(State state, ReviewPlan plan, ReviewSummary summary, String storeName) {
        this.plan = plan;
        this.summary = summary;
        this.streams = new Streams(state);
        this.forms = new ReviewForms(state.registry());
        this.drafts = new MessageDraft(forms, state.monitoring().cases(), storeName);
    }

    /**
     * The parts.
     *
     * @param summary the review in numbers
     * @param firstMessage number of its first message; 0 for a dry run, which makes none
     * @param storeName tells this store's messages from another's
     */
    static List<ReviewPart> of(
            State state, ReviewPlan plan, ReviewSummary summary, long firstMessage, String storeName) {
        ReviewParts made = new ReviewParts(state, plan, summary, storeName);
        made.shown.setSummary(summary);
        made.addEndings();
        plan.providers().forEach(made::provider);
        long number = firstMessage;
        for (ReviewMessage message : plan.messages()) {
            made.message(message, number);
            number += firstMessage == 0 ? 0 : 1;
        }
        plan.resolved().forEach(made::resolved);
        made.close(true);
        return made.parts;
    }

    /** What ends a case stands before what opens the next one of the same component. */
    private void addEndings() {
        for (ReviewPlan.ResolvedCase resolved : plan.resolved()) {
            endings.computeIfAbsent(resolved.resolvedCase().component(), none -> new ArrayList<>())
                    .addAll(resolved.events());
        }
    }

    private void provider(ProviderReview provider) {
        ReviewedProvider.Builder open = heading(provider);
        for (ReviewLine line : provider.affected()) {
            open.addAffected(forms.line(line, plan, streams));
            List<CaseEvent> events = line.decision().events();
            events(line.component(), line.decision().resolves() ? events.subList(1, events.size()) : events);
            if (++lines >= LINES_A_PART) {
                shown.addProviders(open);
                close(false);
                open = heading(provider);
            }
        }
        shown.addProviders(open);
    }

    private ReviewedProvider.Builder heading(ProviderReview provider) {
        ProviderStanding standing = provider.standing();
        return ReviewedProvider.newBuilder()
                .setProvider(forms.provider(standing.provider()))
                .setName(standing.name())
                .setComponents(standing.components())
                .setAffectedInAll(standing.affected());
    }

    private void events(int handle, List<CaseEvent> events) {
        List<CaseEvent> before = endings.remove(handle);
        if (before == null && events.isEmpty()) {
            return;
        }
        CaseEvents.Builder form = CaseEvents.newBuilder().setHandle(handle);
        if (before != null) {
            before.forEach(event -> form.addEvents(CaseForms.event(event)));
        }
        events.forEach(event -> form.addEvents(CaseForms.event(event)));
        part.addCases(form);
    }

    private void message(ReviewMessage message, long number) {
        if (number != 0) {
            OutboxMessage drafted = drafts.message(message, plan, summary.getNumber(), number);
            part.addMessages(drafted);
            lines += drafted.getLinesCount();
        }
        shown.addMessages(io.tidemark.v1.ReviewMessage.newBuilder()
                .setTo(forms.recipient(message.to()))
                .setComponents(message.lines().size())
                .setMessage(number));
        closeWhenFull();
    }

    private void resolved(ReviewPlan.ResolvedCase resolved) {
        shown.addResolved(forms.resolved(resolved));
        events(resolved.resolvedCase().component(), List.of());
        closeWhenFull();
    }

    private void closeWhenFull() {
        if (++lines >= LINES_A_PART) {
            close(false);
        }
    }

    private void close(boolean completes) {
        parts.add(part.setNumber(summary.getNumber())
                .setIndex(parts.size())
                .setShown(shown)
                .setCompletes(completes)
                .build());
        part = ReviewPart.newBuilder();
        shown = ReviewChunk.newBuilder();
        lines = 0;
    }
}
