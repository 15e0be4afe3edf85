package io.tidemark.server.metering.delta;

/** Which set of rules turns readings into deltas (rollover rules, "Two policies"). */
public enum DeltaPolicy {
    /**
     * Rules 1 to 7 to the letter, as the dashboards of the source compute them. Swap-outs, register capacity, resets and
     * the maximum rate are beyond the source and play no part; decimals do, for they only say how a difference is written.
     */
    SOURCE,
    /** The same with its guards: evidence (swap-out, return to the old level, capacity) goes before the ratio. */
    GUARDED
}
