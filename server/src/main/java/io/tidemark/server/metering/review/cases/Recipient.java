package io.tidemark.server.metering.review.cases;

import io.tidemark.server.metering.review.ProviderStanding;
import java.util.Optional;

/**
 * Someone to whom a message goes.
 *
 * @param kind a provider or a customer
 * @param number dense number of the provider, or of the customer's service point
 */
public record Recipient(Kind kind, int number) {

    /** Of what kind a recipient is. */
    public enum Kind {
        PROVIDER,
        CUSTOMER
    }

    /** In place of a service point's number for a component that never was at one. */
    public static final int NO_SERVICE_POINT = -1;

    /** Who is written to for an owner; nobody for ourselves, or where there is no provider or no service point. */
    public static Optional<Recipient> of(CaseOwner owner, int provider, int servicePoint) {
        if (owner == CaseOwner.PROVIDER && provider != ProviderStanding.NO_PROVIDER) {
            return Optional.of(new Recipient(Kind.PROVIDER, provider));
        }
        if (owner == CaseOwner.CUSTOMER && servicePoint != NO_SERVICE_POINT) {
            return Optional.of(new Recipient(Kind.CUSTOMER, servicePoint));
        }
        return Optional.empty();
    }
}
