package io.tidemark.server.metering.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

/** Counts what random portfolios came to, so that a comparison over thousands of trivial cases does not pass for one. */
final class Seen {

    private final Map<String, Integer> counts = new TreeMap<>();

    void count(ComponentEstimate estimate) {
        count(estimate.skip().map(skip -> skip.reason().name()).orElse("EXAMINED"));
        estimate.horizon().ifPresent(horizon -> {
            count(horizon.beginRule().name());
            count(horizon.endRule().name());
        });
        estimate.gaps().forEach(gap -> count(gap.fate().name()));
        for (Outcome outcome : estimate.outcomes()) {
            count(outcome.kind().name());
            count(outcome.zeroFilledIntervals() > 0 ? "ZERO_FILLED" : "NOT_ZERO_FILLED");
            count(outcome.disconnected().isEmpty() ? "CONNECTED" : "DISCONNECTED");
        }
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Each of these came up at least so often. */
    void atLeast(int times, String... whats) {
        if (Long.getLong("tidemark.seed") != null) {
            return;
        }
        for (String what : whats) {
            assertThat(counts.getOrDefault(what, 0))
                    .as("%s in %s", what, counts)
                    .isGreaterThanOrEqualTo(times);
        }
    }
}
