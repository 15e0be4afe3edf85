package io.tidemark.server.metering.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.review.disturbance.DisturbanceSettings;
import io.tidemark.server.metering.review.disturbance.LateStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random portfolios, drawn from streams of many zones, cadences and kinds: who is late, which providers are
 * disturbed and since when, by the watch's columns and by plain lists. Every stream is looked at at an instant of its own,
 * so instants are counted from that one on.
 */
class DisturbanceModelTest {

    private static final int PORTFOLIOS = 5_000;
    private static final int STREAMS = 600;
    private static final int PROVIDERS = 3;
    private static final long NOW = 0;

    private final List<Long> dues = new ArrayList<>();
    private final List<Long> duesBySlowLoops = new ArrayList<>();

    @Test
    void lateStreamsAndDisturbancesAgreeWithPlainLists() {
        for (long seed = 0; seed < STREAMS; seed++) {
            RandomStream stream = new RandomStream(seed);
            ExpectedStream expected = stream.isInterval
                    ? ExpectedStream.ofIntervals(stream.grid, stream.history)
                    : ExpectedStream.ofReads(stream.history, stream.calendar(), stream.schedule);
            dues.add(fromNow(
                    stream,
                    Lateness.nextDueMillis(
                            expected, stream.calendar(), stream.readings.lastAtOrBefore(stream.atMillis))));
            duesBySlowLoops.add(fromNow(stream, new SlowStream(stream).nextDue()));
        }
        int[] disturbed = new int[2];
        Seeds.each(PORTFOLIOS, seed -> portfolio(new SplittableRandom(seed), disturbed));
        if (Long.getLong("tidemark.seed") == null) {
            assertThat(disturbed[0]).as("providers in order").isGreaterThan(1_000);
            assertThat(disturbed[1]).as("providers disturbed").isGreaterThan(1_000);
        }
    }

    private static long fromNow(RandomStream stream, long dueMillis) {
        return dueMillis == Lateness.NEVER_DUE ? dueMillis : dueMillis - stream.atMillis;
    }

    private void portfolio(SplittableRandom random, int[] seen) {
        int components = 1 + random.nextInt(60);
        int[] stream = random.ints(components, 0, STREAMS).toArray();
        int[] provider = random.ints(components, -1, PROVIDERS).toArray();
        DisturbanceSettings settings = new DisturbanceSettings(1 + random.nextInt(12), 1 + random.nextInt(100));
        long[] column = new long[components];
        Arrays.fill(column, Long.MIN_VALUE);
        int[] late = new int[PROVIDERS];
        int[] streams = new int[PROVIDERS];
        LateStreams.pass(
                NOW, components, column, provider, (component, noted) -> dues.get(stream[component]), late, streams);
        for (int one = 0; one < PROVIDERS; one++) {
            List<Long> since = new ArrayList<>();
            int all = 0;
            for (int component = 0; component < components; component++) {
                long due = duesBySlowLoops.get(stream[component]);
                if (provider[component] == one && due != Lateness.NEVER_DUE) {
                    all++;
                    if (due <= NOW) {
                        since.add(due);
                    }
                }
            }
            assertThat(late[one]).isEqualTo(since.size());
            assertThat(streams[one]).isEqualTo(all);
            boolean isDisturbed = since.size() >= settings.streamsMin()
                    && 100L * since.size() >= (long) settings.sharePercentMin() * all;
            assertThat(settings.isDisturbed(late[one], streams[one])).isEqualTo(isDisturbed);
            seen[isDisturbed ? 1 : 0]++;
            if (isDisturbed) {
                assertThat(LateStreams.disturbedSinceMillis(
                                NOW, components, column, provider, one, streams[one], settings))
                        .isEqualTo(enough(since, all, settings));
            }
        }
    }

    /** The instant at which, of the streams late now, as many had become late as it takes: tried one by one. */
    private static long enough(List<Long> since, int all, DisturbanceSettings settings) {
        Collections.sort(since);
        int count = 1;
        while (count < settings.streamsMin() || 100L * count < (long) settings.sharePercentMin() * all) {
            count++;
        }
        return since.get(count - 1);
    }
}
