package io.tidemark.server.metering.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitmapReadingsTest {

    private static final long QUARTER = 900_000L;
    private static final IntervalGrid GRID = new IntervalGrid(QUARTER, 0);

    @Test
    void aWordIsCountedByItsBits() {
        // Intervals 0 to 3 and 5 are there; 2 and 5 are estimated, 1 is by hand.
        BitmapReadings readings =
                new BitmapReadings(GRID, 0, new long[] {0b101111}, new long[] {0b100100}, new long[] {0b10});
        ReadingCounts counts = new ReadingCounts();
        readings.add(0, 8 * QUARTER, counts);
        assertThat(counts.measured()).isEqualTo(2);
        assertThat(counts.manual()).isEqualTo(1);
        assertThat(counts.estimated()).isEqualTo(2);
        assertThat(readings.count(0, 8 * QUARTER)).isEqualTo(3);
        assertThat(readings.nextMissing(0, 8 * QUARTER)).isEqualTo(2 * QUARTER);
        assertThat(readings.nextPresent(2 * QUARTER, 8 * QUARTER)).isEqualTo(3 * QUARTER);
        assertThat(readings.lastAtOrBefore(Long.MAX_VALUE)).isEqualTo(3 * QUARTER);
    }

    @Test
    void anOriginOffTheGridIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BitmapReadings(GRID, 1, new long[1], null, null));
    }

    @Test
    void outsideTheBitmapNothingIsThere() {
        BitmapReadings readings = new BitmapReadings(GRID, 0, new long[] {-1}, null, null);
        assertThat(readings.nextMissing(-QUARTER, 8 * QUARTER)).isEqualTo(-QUARTER);
        assertThat(readings.nextMissing(0, 64 * QUARTER)).isEqualTo(64 * QUARTER);
        assertThat(readings.nextMissing(0, 65 * QUARTER)).isEqualTo(64 * QUARTER);
        assertThat(readings.nextPresent(64 * QUARTER, 70 * QUARTER)).isEqualTo(70 * QUARTER);
        assertThat(readings.firstAtOrAfter(Long.MIN_VALUE)).isZero();
        assertThat(readings.firstAtOrAfter(64 * QUARTER)).isEqualTo(InstantSeries.NONE_AFTER);
        assertThat(readings.lastAtOrBefore(-1)).isEqualTo(InstantSeries.NONE_BEFORE);
    }

    @Test
    void agreesWithAMapOnTwentyThousandRandomQuestions() {
        for (int seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int words = 1 + random.nextInt(4);
            long origin = random.nextInt(-50, 50) * QUARTER;
            long[] present = new long[words];
            long[] estimated = new long[words];
            long[] manual = new long[1 + random.nextInt(words)];
            ReadingMap map = new ReadingMap(QUARTER);
            int[] codes = {
                ConditionCode.REGULAR, ConditionCode.MANUAL, ConditionCode.ESTIMATED_LIKE_DAY, ConditionCode.ABSENT
            };
            int sameFor = 1 + random.nextInt(40);
            int code = ConditionCode.REGULAR;
            for (int bit = 0; bit < words * 64; bit++) {
                if (random.nextInt(sameFor) == 0) {
                    code = codes[random.nextInt(codes.length)];
                }
                if (code == ConditionCode.MANUAL && bit >= manual.length * 64 || code == ConditionCode.ABSENT) {
                    continue;
                }
                map.put(origin + bit * QUARTER, code);
                present[bit >> 6] |= 1L << bit;
                if (code == ConditionCode.MANUAL) {
                    manual[bit >> 6] |= 1L << bit;
                }
                if (code == ConditionCode.ESTIMATED_LIKE_DAY) {
                    estimated[bit >> 6] |= 1L << bit;
                }
            }
            BitmapReadings bits = new BitmapReadings(GRID, origin, present, estimated, manual);
            for (int question = 0; question < 20; question++) {
                long from = origin + random.nextInt(-20, words * 64 + 20) * QUARTER;
                long to = from + random.nextInt(0, 200) * QUARTER;
                long at = from + random.nextInt(-5, 5);
                assertThat(answers(bits, from, to, at))
                        .as("seed %d question %d", seed, question)
                        .containsExactly(answers(map, from, to, at));
            }
        }
    }

    private static <T extends ReceivedReadings & ReadingTally> long[] answers(T readings, long from, long to, long at) {
        ReadingCounts counts = new ReadingCounts();
        readings.add(from, to, counts);
        return new long[] {
            readings.count(from, to),
            readings.nextMissing(from, to),
            readings.nextPresent(from, to),
            readings.firstAtOrAfter(at),
            readings.lastAtOrBefore(at),
            counts.measured(),
            counts.manual(),
            counts.estimated()
        };
    }
}
