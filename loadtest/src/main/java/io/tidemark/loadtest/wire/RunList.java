package io.tidemark.loadtest.wire;

import java.util.Arrays;

/**
 * Runs of a batch: of each its component's number, its first slot, how many slots it has, and by how much its slots begin
 * later than the plan's. For one thread.
 */
public final class RunList {

    private static final int COLUMNS = 4;
    private static final int RUNS_FIRST = 64;

    private int[] columns = new int[COLUMNS * RUNS_FIRST];
    private int size;
    private int readings;

    /** Begins anew. */
    public void clear() {
        size = 0;
        readings = 0;
    }

    /**
     * Adds the slots [slotFrom, slotTo) of a component; nothing when there are none.
     *
     * @param shiftMillis by how much its slots begin later, 0 and up
     */
    public void add(int component, int slotFrom, int slotTo, int shiftMillis) {
        if (slotFrom >= slotTo) {
            return;
        }
        int at = COLUMNS * size;
        if (at == columns.length) {
            columns = Arrays.copyOf(columns, 2 * at);
        }
        columns[at] = component;
        columns[at + 1] = slotFrom;
        columns[at + 2] = slotTo - slotFrom;
        columns[at + 3] = shiftMillis;
        size++;
        readings += slotTo - slotFrom;
    }

    /** How many runs there are. */
    public int size() {
        return size;
    }

    /** Readings of all of them. */
    public int readings() {
        return readings;
    }

    int component(int run) {
        return columns[COLUMNS * run];
    }

    int slotFrom(int run) {
        return columns[COLUMNS * run + 1];
    }

    int slots(int run) {
        return columns[COLUMNS * run + 2];
    }

    int shiftMillis(int run) {
        return columns[COLUMNS * run + 3];
    }
}
