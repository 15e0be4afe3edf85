package io.tidemark.server.metering.review;

import java.util.function.LongConsumer;

/** Runs a check over many seeds; a failure names its seed, and {@code -Dtidemark.seed=N} runs that one alone. */
public final class Seeds {

    private Seeds() {}

    public static void each(int count, LongConsumer check) {
        Long only = Long.getLong("tidemark.seed");
        for (long seed = only == null ? 0 : only; seed < (only == null ? count : only + 1); seed++) {
            try {
                check.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " (replay with -Dtidemark.seed=" + seed + "): " + e, e);
            }
        }
    }
}
