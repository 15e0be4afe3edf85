package io.tidemark.server.metering.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresenceWordsTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Runs of random lengths, so that whole words of one kind occur as well as words with both. */
    private static BitSet runs(Random random, int bits) {
        BitSet set = new BitSet(bits);
        int bit = 0;
        while (bit < bits) {
            int length = 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
            set.set(bit, Math.min(bits, bit + length), random.nextBoolean());
            bit += length;
        }
        return set;
    }

    private static long[] words(BitSet set, int count) {
        return Arrays.copyOf(set.toLongArray(), count);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithABitAtATime(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(8);
        int bits = 64 * count;
        BitSet set = runs(random, bits);
        long[] words = words(set, count);
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(bits + 1);
            int to = random.nextInt(bits + 1);
            int missing = from;
            int present = from;
            int counted = 0;
            while (missing < to && set.get(missing)) {
                missing++;
            }
            while (present < to && !set.get(present)) {
                present++;
            }
            for (int bit = from; bit < to; bit++) {
                counted += set.get(bit) ? 1 : 0;
            }
            String where = "seed " + seed + ", [" + from + ", " + to + ")";
            assertThat(PresenceWords.nextMissing(words, from, to)).as(where).isEqualTo(from < to ? missing : to);
            assertThat(PresenceWords.nextPresent(words, from, to)).as(where).isEqualTo(from < to ? present : to);
            assertThat(PresenceWords.countPresent(words, from, to)).as(where).isEqualTo(counted);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aBitmapOnAGridIsMissingWhereItDoesNotReach(long seed) {
        Random random = new Random(seed);
        IntervalGrid grid = IntervalGrid.anchoredAtStandardMidnight(3_600_000L, 20_700);
        long first = grid.ceil(1_700_000_000_000L);
        int count = 1 + random.nextInt(3);
        BitSet set = runs(random, 64 * count);
        BitmapPresence presence = new BitmapPresence(grid, first, words(set, count));
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(64 * count + 200) - 100;
            int to = random.nextInt(64 * count + 200) - 100;
            int missing = from;
            int present = from;
            while (missing < to && missing >= 0 && set.get(missing)) {
                missing++;
            }
            while (present < to && (present < 0 || !set.get(present))) {
                present++;
            }
            String where = "seed " + seed + ", [" + from + ", " + to + ")";
            long fromMillis = first + from * grid.lengthMillis();
            long toMillis = first + to * grid.lengthMillis();
            assertThat(presence.nextMissing(fromMillis, toMillis))
                    .as(where)
                    .isEqualTo(from < to ? first + missing * grid.lengthMillis() : toMillis);
            assertThat(presence.nextPresent(fromMillis, toMillis))
                    .as(where)
                    .isEqualTo(from < to ? first + present * grid.lengthMillis() : toMillis);
        }
    }
}
