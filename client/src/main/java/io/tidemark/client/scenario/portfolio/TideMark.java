package io.tidemark.client.scenario.portfolio;

import java.time.Instant;

/**
 * A latest contiguous measurement set by hand.
 *
 * @param component id of the measuring component
 * @param at the instant; null to clear it, which happens after the readings have been sent
 */
public record TideMark(String component, Instant at) {

    /** Whether the mark is cleared instead of set. */
    public boolean isCleared() {
        return at == null;
    }
}
