package io.tidemark.loadtest.portfolio;

/**
 * One thing that was done over the whole portfolio.
 *
 * @param name what, in a few words
 * @param nanos how long it took, the whole answer received
 * @param found what it found, for people
 * @param asExpected whether that is what was left out of the load
 * @param residentBytes resident memory of the server before it; {@link ServerMemory#UNKNOWN} where it cannot be told
 * @param peakBytes most memory of the server meanwhile
 */
public record PortfolioStep(
        String name, long nanos, String found, boolean asExpected, long residentBytes, long peakBytes) {}
