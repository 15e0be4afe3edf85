package io.tidemark.server.metering.estimation;

import static org.assertj.core.api.Assertions.assertThat;

/** What the scan of tide marks may say, held against what the estimators say. */
final class FirstLook {

    private FirstLook() {}

    static boolean held(RandomPortfolio portfolio) {
        return portfolio.history.installations().stream()
                .map(installation -> portfolio.servicePoints.get(installation.servicePoint()))
                .anyMatch(place -> !place.estimationEligible()
                        || place.suppressions().stream().anyMatch(Suppression::open));
    }

    static void agrees(TideMarkScan.Verdict verdict, long storedMark, ComponentEstimate estimate) {
        if (verdict == TideMarkScan.Verdict.EXAMINE) {
            return;
        }
        assertThat(estimate.latestContiguousMillis())
                .as("mark after %s", verdict)
                .isEqualTo(storedMark);
        assertThat(estimate.gaps()).as("gaps after %s", verdict).isEmpty();
        assertThat(estimate.horizon().filter(horizon -> !horizon.isEmpty()))
                .as("horizon after %s", verdict)
                .isEmpty();
        assertThat(estimate.skip().map(Skip::reason).orElse(null))
                .as("first look")
                .isEqualTo(verdict == TideMarkScan.Verdict.NOT_DUE ? SkipReason.NOT_DUE : null);
    }
}
