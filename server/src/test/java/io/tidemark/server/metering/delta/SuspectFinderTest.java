package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every form of the quick pass must do; the plain form is held to it here. */
class SuspectFinderTest {

    private static final double[] ODD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        1e-200,
        -1e-200,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1,
        -1
    };

    private final SuspectFinder finder = new PlainSuspectFinder();

    @Test
    void aRegisterThatGrowsHasNoSuspects() {
        double[] readings = new double[2_976];
        Arrays.setAll(readings, i -> i * 0.25);
        assertThat(finder.subtract(readings, 1, 2_975, new double[2_975], 0, new long[47]))
                .isFalse();
        Arrays.setAll(readings, i -> -1 - i * 0.25);
        assertThat(finder.subtract(readings, 1, 2_975, new double[2_975], 0, new long[47]))
                .isFalse();
    }

    @Test
    void aRolloverOfANegativeRegisterIsASuspectThoughItsDifferenceIsPositive() {
        long[] suspects = new long[1];
        double[] deltas = new double[3];
        double[] readings = {-4_000_000, -4_000_100, -1_000, -1_100};
        assertThat(finder.subtract(readings, 1, 3, deltas, 0, suspects)).isTrue();
        assertThat(deltas).containsExactly(-100, 3_999_100, -100);
        assertThat(suspects).containsExactly(0b010);
    }

    @Test
    void noPointThatIsNotPlainIsMissedAndNothingElseIsWritten() {
        for (long seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = random.nextInt(200);
            int from = random.nextInt(1, 4);
            double[] readings = new double[from + count];
            double level = random.nextInt(-1, 2) * 100;
            for (int i = 0; i < readings.length; i++) {
                level += random.nextInt(6);
                boolean odd = random.nextInt(1, 200) < random.nextInt(20);
                readings[i] = odd ? ODD[random.nextInt(ODD.length)] : level;
            }
            int deltaFrom = random.nextInt(3);
            double[] deltas = new double[deltaFrom + count + 1];
            Arrays.fill(deltas, 77);
            int words = (count + 63) >>> 6;
            long[] suspects = new long[words + 1];
            Arrays.fill(suspects, -1);
            boolean any = finder.subtract(readings, from, count, deltas, deltaFrom, suspects);

            boolean marked = false;
            for (int k = 0; k < count; k++) {
                double earlier = readings[from + k - 1];
                double delta = readings[from + k] - earlier;
                boolean mark = (suspects[k >>> 6] >>> k & 1) != 0;
                boolean plain = earlier >= 0 ? delta >= 0 : earlier < 0 && delta <= 0;
                assertThat(Double.doubleToLongBits(deltas[deltaFrom + k]))
                        .as("seed %d, delta %d", seed, k)
                        .isEqualTo(Double.doubleToLongBits(delta));
                assertThat(plain || mark).as("seed %d, suspect %d", seed, k).isTrue();
                marked |= mark;
            }
            assertThat(any).as("seed %d: any", seed).isEqualTo(marked);
            for (int k = count; k < words * 64; k++) {
                assertThat(suspects[k >>> 6] >>> k & 1)
                        .as("seed %d, unused bit %d", seed, k)
                        .isZero();
            }
            assertThat(suspects[words]).as("seed %d: word after", seed).isEqualTo(-1);
            assertThat(deltas[deltas.length - 1]).as("seed %d: after", seed).isEqualTo(77);
            assertThat(deltaFrom == 0 || deltas[deltaFrom - 1] == 77)
                    .as("seed %d: before", seed)
                    .isTrue();
        }
    }
}
