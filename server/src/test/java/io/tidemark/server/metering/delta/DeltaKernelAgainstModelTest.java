package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The kernel agrees with {@link ReferenceModel} bit for bit. A failure names its seed; {@code
 * -Dtidemark.deltas.seed=SEED} replays that one alone.
 */
class DeltaKernelAgainstModelTest {

    private static final int SERIES = 40_000;
    private static final String SEED_PROPERTY = "tidemark.deltas.seed";

    private final DeltaKernel kernel = new DeltaKernel();
    private final DeltaColumns out = new DeltaColumns(1);
    private final Map<DeltaFlag, Integer> flagsSeen = new EnumMap<>(DeltaFlag.class);
    private final Map<DeltaMethod, Integer> methodsSeen = new EnumMap<>(DeltaMethod.class);

    @Test
    void theKernelGivesTheModelsAnswerOnRandomSeries() {
        Long only = Long.getLong(SEED_PROPERTY);
        if (only != null) {
            compare(only);
            return;
        }
        for (long seed = 0; seed < SERIES; seed++) {
            compare(seed);
        }
        assertThat(flagsSeen.keySet()).as("flags the series came by").containsExactlyInAnyOrder(DeltaFlag.values());
        assertThat(methodsSeen.keySet()).as("methods they came by").containsExactlyInAnyOrder(DeltaMethod.values());
        assertThat(flagsSeen.values()).as("points of each flag: %s", flagsSeen).allMatch(count -> count > 1_000);
    }

    private void compare(long seed) {
        RandomSeries series = new RandomSeries(seed);
        ReadingRange range = series.anyRange();
        List<ReferenceModel.Point> expected = ReferenceModel.deltas(range, series.settings, series.installations);
        kernel.deltas(range, series.settings, DeviceChanges.of(series.installations), out);
        if (out.size() != expected.size()) {
            fail("seed %d: %d deltas instead of %d", seed, out.size(), expected.size());
        }
        for (int k = 0; k < expected.size(); k++) {
            ReferenceModel.Point point = expected.get(k);
            boolean same = Double.doubleToLongBits(point.delta()) == Double.doubleToLongBits(out.deltas()[k])
                    && point.flag() == out.flag(k)
                    && point.method() == out.method(k)
                    && out.atMillis()[k] == range.atMillis()[range.first() + k];
            if (!same) {
                fail(
                        "seed %d, delta %d: %s %s %s instead of %s%n%s%n%s%n%s%n%s (replay: -D%s=%d)",
                        seed,
                        k,
                        out.deltas()[k],
                        out.flag(k),
                        out.method(k),
                        point,
                        range,
                        Arrays.toString(series.readings),
                        series.settings,
                        series.installations,
                        SEED_PROPERTY,
                        seed);
            }
            flagsSeen.merge(point.flag(), 1, Integer::sum);
            methodsSeen.merge(point.method(), 1, Integer::sum);
        }
    }
}
