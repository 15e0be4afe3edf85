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
 * @param latestCase its latest case, open or resolved; null when it never had one
 * @param isCaseDataThere whether nothing is missing any more in what the latest case is about; ignored unless that is open
 */
public record ReviewedStream(
        int component,
        int provider,
        int servicePoint,
        StreamFindings findings,
        ReviewCase latestCase,
        boolean isCaseDataThere) {}
