package io.tidemark.server.metering.filling.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.filling.interval.SampleMeter.Reading;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * The rules against {@link SlowFilling} on random meters. A failure names its seed; {@code -Dfilling.seed=N} runs that
 * seed alone.
 */
class IntervalRulesAgainstSlowModelTest {

    private static final int CASES = 5_000;
    private static final int CASES_OF_LISTS = 1_500;
    private static final long ONE_SEED = Long.getLong("filling.seed", -1);

    @Test
    void zeroWhenSuppressed() {
        compare(
                CASES,
                seed -> RandomMeter.of(seed, 5, 15, 30, 60),
                seed -> List.of(RuleSettings.of(FillingRule.ZERO_WHEN_SUPPRESSED)));
    }

    @Test
    void interpolation() {
        compare(CASES, seed -> RandomMeter.of(seed, 4, 15, 30, 60), seed -> {
            RuleSettings rule = seed % 3 == 0
                    ? RuleSettings.of(FillingRule.INTERPOLATION)
                    : RuleSettings.interpolation(1 + (int) (seed % 30));
            return seed % 2 == 0 ? List.of(rule) : List.of(RuleSettings.of(FillingRule.ZERO_WHEN_SUPPRESSED), rule);
        });
    }

    @Test
    void likeDay() {
        compare(CASES, seed -> RandomMeter.of(seed, 40, 60, 120, 180, 360, 720), seed -> {
            Random random = new Random(seed);
            RuleSettings some = RuleSettings.likeDay(1 + random.nextInt(4), random.nextInt(4), 1 + random.nextInt(3));
            return List.of(seed % 4 == 0 ? RuleSettings.of(FillingRule.LIKE_DAY) : some);
        });
    }

    @Test
    void scaleToRegister() {
        compare(
                CASES,
                seed -> RandomMeter.of(seed, 5, 15, 30, 60),
                seed -> List.of(
                        RuleSettings.of(FillingRule.ZERO_WHEN_SUPPRESSED),
                        RuleSettings.interpolation(40),
                        RuleSettings.of(FillingRule.SCALE_TO_REGISTER)));
    }

    @Test
    void theWholeDefaultList() {
        compare(
                CASES_OF_LISTS,
                seed -> RandomMeter.of(seed, 30, 60, 120, 180),
                seed -> RuleList.defaultFor(SeriesKind.INTERVAL_VALUES).rules());
    }

    @Test
    void theRulesInAnyOrder() {
        compare(
                CASES_OF_LISTS,
                seed -> RandomMeter.of(seed, 30, 120, 180),
                seed -> List.of(
                        RuleSettings.likeDay(2, 2, 1 + (int) (seed % 3)),
                        RuleSettings.interpolation(5),
                        RuleSettings.of(FillingRule.SCALE_TO_REGISTER),
                        RuleSettings.of(FillingRule.ZERO_WHEN_SUPPRESSED)));
    }

    private static void compare(int cases, LongFunction<SampleMeter> meters, LongFunction<List<RuleSettings>> rules) {
        long values = 0;
        for (long seed = Math.max(0, ONE_SEED); seed < cases || seed == ONE_SEED; seed++) {
            try {
                values += compareOne(meters.apply(seed), rules.apply(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("replay with -Dfilling.seed=" + seed, failure);
            }
            if (seed == ONE_SEED) {
                return;
            }
        }
        assertThat(values).as("values that the last rule made").isGreaterThan(cases / 10);
    }

    private static long compareOne(SampleMeter meter, List<RuleSettings> rules) {
        List<FilledIntervals> results = meter.fill(new RuleList(SeriesKind.INTERVAL_VALUES, rules));
        SlowFilling slow = new SlowFilling(meter);
        rules.forEach(slow::run);
        FillingRule lastRule = rules.get(rules.size() - 1).rule();
        long ofLastRule = 0;
        for (int k = 0; k < results.size(); k++) {
            FilledIntervals result = results.get(k);
            boolean allFilled = true;
            for (int i = 0; i < result.values().length; i++) {
                long start = result.period().fromMillis() + i * meter.grid.lengthMillis();
                Reading expected = slow.filled.get(start);
                allFilled &= expected != null || !slow.gap.contains(start);
                check(result, i, expected, slow, start);
                ofLastRule += result.ruleAt(i) == lastRule ? 1 : 0;
            }
            assertThat(result.isException()).isEqualTo(!allFilled || slow.failed.containsKey(k));
            if (slow.failed.containsKey(k)) {
                assertThat(result.problem().reason()).isEqualTo(slow.failed.get(k));
            }
        }
        return ofLastRule;
    }

    private static void check(FilledIntervals result, int i, Reading expected, SlowFilling slow, long start) {
        if (expected == null) {
            assertThat(result.values()[i]).as("value %d", i).isNaN();
            assertThat(result.ruleAt(i)).isNull();
            assertThat(result.why(i)).isEmpty();
            int condition = slow.gap.contains(start)
                    ? 101_000
                    : slow.disconnected.contains(start)
                            ? 102_000
                            : slow.meter.measured.get(start).condition();
            assertThat(result.conditions()[i]).as("condition %d", i).isEqualTo(condition);
            return;
        }
        double tolerance = 1e-9 * Math.max(1, Math.abs(expected.value()));
        assertThat(result.values()[i]).as("value %d", i).isCloseTo(expected.value(), within(tolerance));
        assertThat(result.conditions()[i]).as("condition %d", i).isEqualTo(expected.condition());
        List<Evidence> why = result.why(i);
        assertThat(why.get(why.size() - 1).rule()).as("evidence %d", i).isEqualTo(result.ruleAt(i));
        assertThat(why).hasSize(result.ruleAt(i) == FillingRule.SCALE_TO_REGISTER ? 2 : 1);
    }
}
