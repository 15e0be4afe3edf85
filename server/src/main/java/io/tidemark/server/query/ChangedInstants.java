package io.tidemark.server.query;

import java.util.Arrays;

/**
 * The instants of one component at which readings changed, ascending and each once. Bounded: when there are too many, the
 * span from the first to the last stands for them all.
 */
final class ChangedInstants {

    private long[] instants = new long[4];
    private int count;
    private boolean isSpan;

    /**
     * Adds an instant.
     *
     * @param instantsMax instants kept apart at most, 2 or more; one more makes a span of them
     */
    void add(long atMillis, int instantsMax) {
        if (isSpan) {
            instants[0] = Math.min(instants[0], atMillis);
            instants[1] = Math.max(instants[1], atMillis);
            return;
        }
        int index = count > 0 && instants[count - 1] < atMillis
                ? -count - 1
                : Arrays.binarySearch(instants, 0, count, atMillis);
        if (index >= 0) {
            return;
        }
        if (count >= instantsMax) {
            instants = new long[] {Math.min(instants[0], atMillis), Math.max(instants[count - 1], atMillis)};
            count = 2;
            isSpan = true;
            return;
        }
        if (count == instants.length) {
            instants = Arrays.copyOf(instants, 2 * count);
        }
        int at = -index - 1;
        System.arraycopy(instants, at, instants, at + 1, count - at);
        instants[at] = atMillis;
        count++;
    }

    /** Instants it holds. */
    int held() {
        return count;
    }

    /** Stretches of change: each instant by itself, or the one span. */
    int size() {
        return isSpan ? 1 : count;
    }

    long from(int k) {
        return instants[k];
    }

    /** The last instant of a stretch, itself changed. */
    long last(int k) {
        return isSpan ? instants[1] : instants[k];
    }
}
