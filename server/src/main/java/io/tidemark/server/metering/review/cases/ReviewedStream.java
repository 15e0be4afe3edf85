package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.review.StreamFindings;

/**
 * One component as a review takes it in: every one that is affected, and every one with an open case.
 *
 * @param component dense number of the component
 * @param provider number of its data provider, {@link io.tidemark.server.metering.review.ProviderStanding#NO_PROVIDER} when
 *     it has none
 * @param servicePoint number of the service point it is or was last at, {@link Recipient#NO_SERVICE_POINT} for none
 * @param findings what was found for the month
 * @param openCase its open case, null when it has none
 * @param isCaseDataThere whether nothing is missing any more in what the open case is about
 */
public record ReviewedStream(
        int component,
        int provider,
        int servicePoint,
        StreamFindings findings,
        ReviewCase openCase,
        boolean isCaseDataThere) {}
