package io.tidemark.server.store;

import io.tidemark.server.metering.grid.IntervalGrid;
import java.util.Arrays;

/** Components without a registry: always installed. */
final class TestComponents {

    private static final int CAPACITY = 4_096;

    private final ComponentColumns columns = new ComponentColumns();
    private final byte[] flags = new byte[CAPACITY];
    private final int[] intervalMillis = new int[CAPACITY];
    private final int[] phaseMillis = new int[CAPACITY];
    private final long[] installedFrom = new long[CAPACITY];
    private final long[] installedTo = new long[CAPACITY];
    private int bound = 1;

    TestComponents() {
        Arrays.fill(installedFrom, Long.MIN_VALUE);
        Arrays.fill(installedTo, Long.MAX_VALUE);
    }

    ComponentColumns columns() {
        return columns;
    }

    void define(int handle, IntervalGrid grid) {
        flags[handle] = 1;
        intervalMillis[handle] = grid == null ? 0 : (int) grid.lengthMillis();
        phaseMillis[handle] = grid == null ? 0 : (int) grid.phaseMillis();
        bound = Math.max(bound, handle + 1);
        columns.refresh(bound, flags, intervalMillis, phaseMillis, installedFrom, installedTo);
    }

    /** Says that a component was installed for a while only. */
    void install(int handle, long fromMillis, long toMillis) {
        installedFrom[handle] = fromMillis;
        installedTo[handle] = toMillis;
    }
}
