package io.tidemark.server.metering.filling.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.server.metering.filling.FilledRead;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/**
 * The rules against {@link SlowScalarRules} on random registers. A failure names its seed; {@code -Dfilling.seed=N} runs
 * that seed alone.
 */
class ScalarRulesAgainstSlowModelTest {

    private static final int CASES = 5_000;
    private static final long ONE_SEED = Long.getLong("filling.seed", -1);

    @Test
    void scalarFromIntervals() {
        compare(RuleList.ofDefaults(SeriesKind.SCALAR, FillingRule.SCALAR_FROM_INTERVALS));
    }

    @Test
    void scalarHistory() {
        compare(RuleList.ofDefaults(SeriesKind.SCALAR, FillingRule.SCALAR_HISTORY));
    }

    @Test
    void scalarProration() {
        compare(RuleList.ofDefaults(SeriesKind.SCALAR, FillingRule.SCALAR_PRORATION));
    }

    @Test
    void theWholeDefaultList() {
        compare(RuleList.defaultFor(SeriesKind.SCALAR));
    }

    private static void compare(RuleList rules) {
        int filled = 0;
        for (long seed = Math.max(0, ONE_SEED); seed < CASES || seed == ONE_SEED; seed++) {
            try {
                filled += compareOne(new RandomRegister(seed), rules) ? 1 : 0;
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("replay with -Dfilling.seed=" + seed, failure);
            }
            if (seed == ONE_SEED) {
                return;
            }
        }
        assertThat(filled).as("reads that were estimated").isGreaterThan(CASES / 10);
    }

    private static boolean compareOne(RandomRegister meter, RuleList rules) {
        FilledRead result = ScalarFilling.fill(meter.component(), rules, meter.missing);
        SlowScalarRules slow = new SlowScalarRules(meter, meter.missing);
        if (slow.isMeasured()) {
            assertThat(result.value()).isNaN();
            assertThat(result.isException()).isFalse();
            return false;
        }
        for (RuleSettings settings : rules.rules()) {
            BigDecimal expected = slow.estimate(settings.rule());
            if (expected != null) {
                assertThat(result.rule()).isEqualTo(settings.rule());
                assertThat(result.condition()).isEqualTo(settings.rule().condition());
                assertThat(result.value()).isCloseTo(expected.doubleValue(), within(1e-9));
                assertThat(result.evidence().rule()).isEqualTo(settings.rule());
                return true;
            }
        }
        assertThat(result.rule()).isNull();
        assertThat(result.isException()).isTrue();
        return false;
    }
}
