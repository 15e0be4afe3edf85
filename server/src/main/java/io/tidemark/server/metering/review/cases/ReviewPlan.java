package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.review.ProviderStanding;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole review, decided and not yet done. A dry run shows it; a real one applies the events of its decisions and of its
 * resolved cases and hands the messages to the outbox.
 *
 * @param month the month reviewed
 * @param atMillis the instant of the review
 * @param providers every provider by priority, with its affected components
 * @param messages what goes out, in the order of the providers
 * @param resolved the components whose cases were resolved since the review before, by number; a component is named once
 *     for each case
 */
public record ReviewPlan(
        YearMonth month,
        long atMillis,
        List<ProviderReview> providers,
        List<ReviewMessage> messages,
        List<ResolvedCase> resolved) {

    /**
     * A case that the review lists as resolved.
     *
     * @param resolvedCase the case, resolved, and listed by this review
     * @param events what this review adds to it: its resolution when the review finds the data there, and the listing
     */
    public record ResolvedCase(ReviewCase resolvedCase, List<CaseEvent> events) {

        /** Copies the list, so that the record never changes. */
        public ResolvedCase {
            events = List.copyOf(events);
        }
    }

    /** Copies the lists, so that the record never changes. */
    public ReviewPlan {
        providers = List.copyOf(providers);
        messages = List.copyOf(messages);
        resolved = List.copyOf(resolved);
    }

    /**
     * Decides a review.
     *
     * @param portfolio every provider with the number of its components; {@code affected} is ignored and counted here. A
     *     provider of a stream that is not among them is refused
     * @param streams every affected component and every one with an open case, in any order
     * @param toBeListed cases resolved and not listed by a review yet, in any order
     * @throws IllegalArgumentException when a stream names a provider that the portfolio does not
     */
    public static ReviewPlan of(
            YearMonth month,
            long atMillis,
            List<ProviderStanding> portfolio,
            List<ReviewedStream> streams,
            List<ReviewCase> toBeListed) {
        Map<Integer, List<ReviewLine>> byProvider = new HashMap<>();
        for (ProviderStanding provider : portfolio) {
            byProvider.put(provider.provider(), new ArrayList<>());
        }
        List<ResolvedCase> resolved = new ArrayList<>();
        for (ReviewCase earlier : toBeListed) {
            resolved.add(listed(earlier, List.of(), month, atMillis));
        }
        for (ReviewedStream stream : inOrder(streams)) {
            List<ReviewLine> lines = byProvider.get(stream.provider());
            if (lines == null) {
                throw new IllegalArgumentException("component " + stream.component() + " names provider "
                        + stream.provider() + ", which the portfolio does not hold");
            }
            CaseDecision decision = decide(stream, month, atMillis);
            if (decision.resolves()) {
                resolved.add(listed(stream.latestCase(), List.of(new CaseEvent.Resolved(atMillis)), month, atMillis));
            }
            if (decision.isListed()) {
                lines.add(line(stream, decision));
            }
        }
        resolved.sort(Comparator.comparingInt(one -> one.resolvedCase().component()));
        List<ProviderReview> providers = portfolio.stream()
                .map(provider -> new ProviderStanding(
                        provider.provider(),
                        provider.name(),
                        provider.components(),
                        byProvider.get(provider.provider()).size()))
                .sorted(ProviderStanding.PRIORITY)
                .map(provider -> new ProviderReview(provider, byProvider.get(provider.provider())))
                .toList();
        return new ReviewPlan(month, atMillis, providers, ReviewMessage.of(providers), resolved);
    }

    private static List<ReviewedStream> inOrder(List<ReviewedStream> streams) {
        return streams.stream()
                .sorted(Comparator.comparingInt(ReviewedStream::component))
                .toList();
    }

    private static CaseDecision decide(ReviewedStream stream, YearMonth month, long atMillis) {
        return CaseRules.review(
                stream.latestCase(),
                month,
                atMillis,
                stream.findings(),
                stream.isCaseDataThere(),
                owner -> Recipient.of(owner, stream.provider(), stream.servicePoint())
                        .isPresent());
    }

    private static ReviewLine line(ReviewedStream stream, CaseDecision decision) {
        return new ReviewLine(
                stream.component(),
                stream.servicePoint(),
                stream.findings(),
                decision,
                Recipient.of(decision.owner(), stream.provider(), stream.servicePoint())
                        .filter(to -> decision.contact() != Contact.NONE));
    }

    private static ResolvedCase listed(ReviewCase before, List<CaseEvent> first, YearMonth month, long atMillis) {
        List<CaseEvent> events = new ArrayList<>(first);
        events.add(new CaseEvent.Listed(atMillis, month));
        ReviewCase after = before;
        for (CaseEvent event : events) {
            after = after.apply(event);
        }
        return new ResolvedCase(after, events);
    }
}
