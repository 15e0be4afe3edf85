package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.review.StreamFindings;
import java.util.Optional;

/**
 * One affected component in a review.
 *
 * @param component dense number of the component
 * @param servicePoint number of its service point, {@link Recipient#NO_SERVICE_POINT} for none
 * @param findings what was found for the month; not affected when the case is only about an earlier month
 * @param decision what happens to its case
 * @param recipient who is written to; empty when nobody is
 */
public record ReviewLine(
        int component,
        int servicePoint,
        StreamFindings findings,
        CaseDecision decision,
        Optional<Recipient> recipient) {}
