package io.tidemark.server.metering.filling;

/**
 * Why an initial measurement could not be filled and is an exception.
 *
 * @param reason stable, for programs
 * @param message what was wrong, for people
 */
public record FillingProblem(Reason reason, String message) {

    /** Why values are missing or not believed. */
    public enum Reason {
        /** No rule of the list had a value for at least one interval or for the instant. */
        NO_VALUE_FOUND,
        /** The intervals that were measured add up to more than the register went. */
        REGISTER_BELOW_MEASURED,
        /** The register went on while the estimates add up to zero: no factor makes them agree. */
        ESTIMATES_SUM_TO_ZERO,
        /** Scaling would have made a value of a forward register negative. */
        SCALED_BELOW_ZERO,
        /** The initial measurement has more intervals than are filled at once. */
        TOO_MANY_INTERVALS
    }
}
