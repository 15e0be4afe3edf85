package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.review.ProviderStanding;
import java.util.List;

/**
 * One provider in a review.
 *
 * @param standing its name and numbers
 * @param affected its affected components, by number
 */
public record ProviderReview(ProviderStanding standing, List<ReviewLine> affected) {

    /** Copies the list, so that the record never changes. */
    public ProviderReview {
        affected = List.copyOf(affected);
    }
}
