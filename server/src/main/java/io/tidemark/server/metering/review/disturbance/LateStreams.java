package io.tidemark.server.metering.review.disturbance;

import io.tidemark.server.metering.review.Lateness;
import java.util.Arrays;

/**
 * Counts the late streams of every provider in one pass over a column.
 *
 * <p>A stream is late from the instant noted for it on. One for which {@link Lateness#NEVER_DUE} is noted, because its
 * component is not installed any more, is not among the provider's streams.
 */
public final class LateStreams {

    private LateStreams() {}

    /**
     * One pass.
     *
     * @param nowMillis the instant asked about
     * @param components how many components the columns hold
     * @param nextDueMillis the column; written where the noted instant had come and something newer was received. A new
     *     component begins with {@link Long#MIN_VALUE}, which is looked up in the first pass; after a change to
     *     installations or cadence it is set so again
     * @param provider number of each component's provider, below {@code late.length}; negative for none
     * @param latest looks ahead; asked only for components whose noted instant has come
     * @param late late streams by provider; overwritten
     * @param streams streams by provider; overwritten
     */
    public static void pass(
            long nowMillis,
            int components,
            long[] nextDueMillis,
            int[] provider,
            LatestReceived latest,
            int[] late,
            int[] streams) {
        Arrays.fill(late, 0);
        Arrays.fill(streams, 0);
        for (int component = 0; component < components; component++) {
            long due = nextDueMillis[component];
            if (due <= nowMillis) {
                due = latest.nextDueMillis(component, due);
                nextDueMillis[component] = due;
            }
            int of = provider[component];
            if (of >= 0 && due != Lateness.NEVER_DUE) {
                streams[of]++;
                if (due <= nowMillis) {
                    late[of]++;
                }
            }
        }
    }

    /**
     * Since when a provider is disturbed: the instant at which so many of the streams that are late now had become late as
     * it takes. It follows from the data alone, not from when a pass was made.
     *
     * @param ofProvider the provider, disturbed by the pass that was made last
     * @param streams how many streams it has
     * @throws IllegalArgumentException when fewer are late than it takes
     */
    public static long disturbedSinceMillis(
            long nowMillis,
            int components,
            long[] nextDueMillis,
            int[] provider,
            int ofProvider,
            int streams,
            DisturbanceSettings settings) {
        long[] since = new long[streams];
        int late = 0;
        for (int component = 0; component < components; component++) {
            if (provider[component] == ofProvider && nextDueMillis[component] <= nowMillis) {
                since[late++] = nextDueMillis[component];
            }
        }
        long enough = settings.lateMin(streams);
        if (late < enough) {
            throw new IllegalArgumentException("provider " + ofProvider + " has " + late + " late streams of " + streams
                    + ", fewer than " + enough);
        }
        Arrays.sort(since, 0, late);
        return since[(int) enough - 1];
    }
}
