package io.tidemark.server.metering.review.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message of one review: all that one recipient has to be told.
 *
 * @param to who gets it
 * @param lines the components it is about, in the order of the review; at least one
 */
public record ReviewMessage(Recipient to, List<ReviewLine> lines) {

    /** Copies the list, so that the record never changes. */
    public ReviewMessage {
        lines = List.copyOf(lines);
    }

    /**
     * One message a recipient, not one a component. The providers' come in the order of the review; what goes to customers
     * comes right after the message of the provider under which their components stand.
     */
    static List<ReviewMessage> of(List<ProviderReview> providers) {
        Map<Recipient, List<ReviewLine>> byRecipient = new LinkedHashMap<>();
        for (ProviderReview provider : providers) {
            addAll(provider, Recipient.Kind.PROVIDER, byRecipient);
            addAll(provider, Recipient.Kind.CUSTOMER, byRecipient);
        }
        List<ReviewMessage> messages = new ArrayList<>(byRecipient.size());
        byRecipient.forEach((to, lines) -> messages.add(new ReviewMessage(to, lines)));
        return messages;
    }

    private static void addAll(
            ProviderReview provider, Recipient.Kind kind, Map<Recipient, List<ReviewLine>> byRecipient) {
        for (ReviewLine line : provider.affected()) {
            line.recipient()
                    .filter(to -> to.kind() == kind)
                    .ifPresent(to -> byRecipient
                            .computeIfAbsent(to, one -> new ArrayList<>())
                            .add(line));
        }
    }
}
