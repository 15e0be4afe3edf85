package io.tidemark.server.metering.review;

import java.util.Comparator;
import java.util.List;

/**
 * How one data provider stands in a review.
 *
 * @param provider dense number of the provider, as the registry counts them; {@link #NO_PROVIDER} for the components
 *     without one
 * @param name its name
 * @param components how many components of the portfolio receive their data from it, working or not
 * @param affected how many of them are affected
 */
public record ProviderStanding(int provider, String name, int components, int affected) {

    /** In place of a provider's number for components that have none. */
    public static final int NO_PROVIDER = -1;

    /**
     * Who is dealt with first: the provider with the most components that receive from it; among equals the one with more
     * affected, then by name, then by number, so that the order is one.
     */
    public static final Comparator<ProviderStanding> PRIORITY = Comparator.comparingInt(ProviderStanding::components)
            .reversed()
            .thenComparing(Comparator.comparingInt(ProviderStanding::affected).reversed())
            .thenComparing(ProviderStanding::name)
            .thenComparingInt(ProviderStanding::provider);

    /** All of them by priority; none is left out. */
    public static List<ProviderStanding> byPriority(List<ProviderStanding> standings) {
        return standings.stream().sorted(PRIORITY).toList();
    }
}
