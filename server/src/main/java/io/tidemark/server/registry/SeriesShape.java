package io.tidemark.server.registry;

import io.tidemark.server.metering.grid.IntervalGrid;

/**
 * What decides how a component's readings are stored and read: once readings exist, none of it may change.
 *
 * @param intervalMillis length of an interval, milliseconds; 0 for a scalar
 * @param isCumulative whether values are a register
 * @param phaseMillis beginning of an interval modulo its length, milliseconds; 0 for a scalar
 */
public record SeriesShape(int intervalMillis, boolean isCumulative, int phaseMillis) {

    /**
     * The shape of a component whose grid is anchored at standard midnight of the place of its first installation.
     *
     * @param standardOffsetSeconds that place's standard offset at that installation, seconds, east positive; 0 when it
     *     was never installed
     */
    static SeriesShape of(int intervalMillis, boolean isCumulative, int standardOffsetSeconds) {
        int phaseMillis = intervalMillis == 0
                ? 0
                : (int) IntervalGrid.anchoredAtStandardMidnight(intervalMillis, standardOffsetSeconds)
                        .phaseMillis();
        return new SeriesShape(intervalMillis, isCumulative, phaseMillis);
    }

    /** Whether there is a value per interval. */
    public boolean isInterval() {
        return intervalMillis != 0;
    }
}
