package io.tidemark.server.query;

import io.tidemark.v1.SeriesColumns;

/** Writes the columns that say whose values a chunk holds: evenly spaced ones by start and step, others by their times. */
final class SeriesWriter {

    private static final long STEP_MAX = 0xFFFF_FFFFL;

    private final SeriesColumns.Builder columns = SeriesColumns.newBuilder();

    /**
     * Adds a series.
     *
     * @param at times of the values, ascending; those of [from, to) count, at least one
     */
    void add(int handle, String component, long[] at, int from, int to) {
        int count = to - from;
        long step = count == 1 ? 1 : at[from + 1] - at[from];
        boolean even = step <= STEP_MAX;
        for (int i = from + 1; even && i < to; i++) {
            even = at[i] - at[i - 1] == step;
        }
        columns.addHandle(handle)
                .addComponent(component)
                .addCount(count)
                .addStartTimeMillis(at[from])
                .addStepMillis(even ? (int) step : 0);
        if (!even) {
            for (int i = from; i < to; i++) {
                columns.addTimeMillis(at[i]);
            }
        }
    }

    boolean isEmpty() {
        return columns.getHandleCount() == 0;
    }

    SeriesColumns build() {
        return columns.build();
    }
}
