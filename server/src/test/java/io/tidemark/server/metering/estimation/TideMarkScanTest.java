package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.estimation.TideMarkScan.Verdict;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scan over columns; that its verdicts are the estimators' is held in the comparisons with the plain models. */
class TideMarkScanTest {

    private static final long INSTALLED = 0;
    private static final long STILL_INSTALLED = Long.MAX_VALUE;

    @Test
    void aMarkAfterTheThresholdIsNotDueAndOneAtItIsExamined() {
        ScanPolicy policy = new ScanPolicy(1_000, 2_000, true);
        assertThat(TideMarkScan.verdict(policy, 1_001, INSTALLED, STILL_INSTALLED, false))
                .isEqualTo(Verdict.NOT_DUE);
        assertThat(TideMarkScan.verdict(policy, 1_000, INSTALLED, STILL_INSTALLED, false))
                .isEqualTo(Verdict.EXAMINE);
    }

    @Test
    void whereTheHorizonIsEmptyOrNothingIsExpectedAnyMoreNothingCanBeMissing() {
        assertThat(TideMarkScan.verdict(new ScanPolicy(1_000, 900, true), 900, INSTALLED, STILL_INSTALLED, false))
                .isEqualTo(Verdict.NOTHING_CAN_BE_MISSING);
        assertThat(TideMarkScan.verdict(new ScanPolicy(1_000, 2_000, true), 500, INSTALLED, 500, false))
                .isEqualTo(Verdict.NOTHING_CAN_BE_MISSING);
        assertThat(TideMarkScan.verdict(new ScanPolicy(1_000, 2_000, true), 499, INSTALLED, 500, false))
                .isEqualTo(Verdict.EXAMINE);
    }

    @Test
    void aHorizonThatReachesBeyondARemovalIsTold() {
        assertThat(TideMarkScan.verdict(new ScanPolicy(1_000, 2_000, false), 500, INSTALLED, 500, false))
                .isEqualTo(Verdict.EXAMINE);
    }

    @Test
    void inDoubtTheComponentIsExamined() {
        ScanPolicy policy = new ScanPolicy(1_000, 2_000, true);
        assertThat(TideMarkScan.verdict(policy, TideMark.ABSENT, INSTALLED, STILL_INSTALLED, false))
                .isEqualTo(Verdict.EXAMINE);
        assertThat(TideMarkScan.verdict(policy, 5_000, INSTALLED, STILL_INSTALLED, true))
                .isEqualTo(Verdict.EXAMINE);
        // An installation after the mark: the mark may have to move there first.
        assertThat(TideMarkScan.verdict(policy, 5_000, 5_001, STILL_INSTALLED, false))
                .isEqualTo(Verdict.EXAMINE);
    }

    @Test
    void policiesFollowFromTheSettings() {
        EstimationRun run = new EstimationRun(100 * HOUR, 100 * HOUR, false, OptionalInt.empty());
        assertThat(ScanPolicy.ofInterval(run, IntervalSettings.DEFAULT, null))
                .isEqualTo(new ScanPolicy(52 * HOUR, 100 * HOUR, true));
        assertThat(ScanPolicy.ofScalar(run, ScalarSettings.DEFAULT))
                .isEqualTo(new ScanPolicy(76 * HOUR, 100 * HOUR, false));
    }

    @Test
    void aScanOverColumnsIsTheVerdictOfEachElement() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(300);
            ScanPolicy[] policies = {new ScanPolicy(50, 70, true), new ScanPolicy(60, 55, true)};
            long[] marks = random.longs(n, 0, 100)
                    .map(mark -> mark < 5 ? TideMark.ABSENT : mark)
                    .toArray();
            long[] installed = random.longs(n, 0, 20).toArray();
            long[] until = random.longs(n, 30, 90)
                    .map(at -> at > 60 ? Long.MAX_VALUE : at)
                    .toArray();
            int[] policy = random.ints(n, 0, 2).toArray();
            long[] held = random.longs((n + 63) / 64)
                    .map(word -> word & random.nextLong())
                    .toArray();
            int from = random.nextInt(n);
            int[] examine = new int[n];

            TideMarkScan.Counts counts = TideMarkScan.scan(
                    new TideMarkScan.Columns(marks, installed, until, policy, held), policies, from, n, examine);

            int[] expected = new int[n];
            int[] seen = new int[Verdict.values().length];
            for (int i = from; i < n; i++) {
                Verdict verdict = TideMarkScan.verdict(
                        policies[policy[i]], marks[i], installed[i], until[i], (held[i / 64] >>> i % 64 & 1) == 1);
                if (verdict == Verdict.EXAMINE) {
                    expected[seen[verdict.ordinal()]] = i;
                }
                seen[verdict.ordinal()]++;
            }
            assertThat(counts)
                    .as("seed %d", seed)
                    .isEqualTo(new TideMarkScan.Counts(
                            seen[Verdict.EXAMINE.ordinal()],
                            seen[Verdict.NOT_DUE.ordinal()],
                            seen[Verdict.NOTHING_CAN_BE_MISSING.ordinal()]));
            assertThat(Arrays.copyOf(examine, counts.examine()))
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.copyOf(expected, counts.examine()));
        }
    }
}
