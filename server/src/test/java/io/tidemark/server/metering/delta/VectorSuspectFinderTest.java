package io.tidemark.server.metering.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The vector form gives the plain form's bits; tests run with the module, so a form that is not found fails here. */
class VectorSuspectFinderTest {

    private static final double[] ODD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        -Double.MIN_NORMAL / 2,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e-200,
        -1
    };

    private static final int TAILS = 64;

    private final SuspectFinder plain = new PlainSuspectFinder();
    private final SuspectFinder vector = SuspectFinders.vector().orElseThrow();

    @Test
    void the_vector_form_is_chosen_where_the_module_is() {
        assertThat(SuspectFinders.quickest()).isSameAs(vector);
    }

    @Test
    void every_delta_and_mark_is_the_plain_forms_to_the_bit() {
        for (long seed = 0; seed < 6_400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = random.nextInt(4) * TAILS + (int) (seed % TAILS);
            int from = random.nextInt(1, 10);
            int deltaFrom = random.nextInt(4);
            double[] readings = readings(random, from + count);
            double[] expected = new double[deltaFrom + count + 3];
            Arrays.fill(expected, 77);
            double[] deltas = expected.clone();
            long[] expectedMarks = new long[(count + 63) / 64 + 1];
            Arrays.fill(expectedMarks, -1);
            long[] marks = expectedMarks.clone();

            boolean expectedAny = plain.subtract(readings, from, count, expected, deltaFrom, expectedMarks);
            boolean any = vector.subtract(readings, from, count, deltas, deltaFrom, marks);

            assertThat(any).as("seed %d", seed).isEqualTo(expectedAny);
            assertThat(marks).as("seed %d", seed).isEqualTo(expectedMarks);
            assertThat(bits(deltas)).as("seed %d", seed).isEqualTo(bits(expected));
        }
    }

    /** A register that mostly grows, with a part of odd values that is 0 for some seeds and all for others. */
    private static double[] readings(SplittableRandom random, int count) {
        double[] readings = new double[count];
        double level = random.nextInt(-1, 2) * 1_000;
        int oddInHundred = new int[] {0, 1, 10, 100}[random.nextInt(4)];
        for (int i = 0; i < count; i++) {
            level += random.nextDouble() * 5 * Math.signum(level + 0.5);
            readings[i] = random.nextInt(100) < oddInHundred ? odd(random) : level;
        }
        return readings;
    }

    private static double odd(SplittableRandom random) {
        return random.nextInt(8) == 0 ? Double.longBitsToDouble(random.nextLong()) : ODD[random.nextInt(ODD.length)];
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
