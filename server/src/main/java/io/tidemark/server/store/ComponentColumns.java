package io.tidemark.server.store;

import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the store asks of components, as columns by handle. The arrays are the registry's; whoever changes the registry
 * points the columns at them again before the next reading is stored, under the state's write lock.
 */
public final class ComponentColumns {

    private record Shape(int intervalMillis, int phaseMillis) {}

    private final ConcurrentHashMap<Shape, IntervalGrid> known = new ConcurrentHashMap<>();
    private IntervalGrid[] grids = {};

    int bound;
    byte[] flags = {};
    int[] intervalMillis = {};
    int[] phaseMillis = {};
    long[] installedFromMillis = {};
    long[] installedToMillis = {};

    /**
     * Points the columns at the registry's arrays.
     *
     * @param newBound all handles given lie below it
     * @param newFlags 0 where no component has the handle
     * @param newIntervalMillis length of an interval; 0 for a scalar
     * @param newPhaseMillis beginning of an interval modulo its length
     * @param fromMillis beginning of the latest installation
     * @param toMillis end of the latest installation
     */
    public void refresh(
            int newBound,
            byte[] newFlags,
            int[] newIntervalMillis,
            int[] newPhaseMillis,
            long[] fromMillis,
            long[] toMillis) {
        bound = newBound;
        flags = newFlags;
        intervalMillis = newIntervalMillis;
        phaseMillis = newPhaseMillis;
        installedFromMillis = fromMillis;
        installedToMillis = toMillis;
        if (grids.length < newFlags.length) {
            grids = Arrays.copyOf(grids, newFlags.length);
        }
    }

    /** Whether a component has this handle; any {@code int} may be asked for. */
    public boolean isRegistered(int handle) {
        return handle > 0 && handle < bound && flags[handle] != 0;
    }

    /** All handles given lie below it. */
    public int bound() {
        return bound;
    }

    /** The grid of a component; null for a scalar. */
    IntervalGrid grid(int handle) {
        int length = intervalMillis[handle];
        if (length == 0) {
            return null;
        }
        IntervalGrid grid = grids[handle];
        if (grid == null || grid.lengthMillis() != length || grid.phaseMillis() != phaseMillis[handle]) {
            grid = known.computeIfAbsent(
                    new Shape(length, phaseMillis[handle]),
                    shape -> new IntervalGrid(shape.intervalMillis(), shape.phaseMillis()));
            grids[handle] = grid;
        }
        return grid;
    }
}
