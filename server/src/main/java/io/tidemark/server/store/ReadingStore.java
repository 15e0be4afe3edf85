package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * All final measurements, by handle. The door of this room.
 *
 * <p>Mutations belong to the writer thread, under the state's write lock; everything else may be called by any thread
 * under its read lock. Results are copies, or views that must not be used outside the lock.
 */
public final class ReadingStore implements AutoCloseable {

    private static final long[] NO_BLOCKS = {};

    /** In place of an instant: there is none. */
    public static final long NONE = Long.MIN_VALUE;

    private final StoreBudget budget;
    private final MonthDirectory months;
    private final IntervalReadings intervals;
    private final ScalarReadings scalars;
    private final ComponentColumns components;

    /** An empty store for the readings of these components. */
    public ReadingStore(ComponentColumns components, StoreBudget budget) {
        this.components = components;
        this.budget = budget;
        this.months = new MonthDirectory(budget);
        this.intervals = new IntervalReadings(months);
        this.scalars = new ScalarReadings(months);
    }

    /**
     * Makes one block and gives it back, so that the map library has made its classes before the first reading comes: that
     * takes it a second or more. Any thread; touches no store.
     */
    public static void warmUp() {
        try (BlockArena arena = new BlockArena(64, 64, BlockArena.ALIGNMENT, new StoreBudget(1 << 20))) {
            arena.allocate(1, 1);
        }
    }

    /** What the store asks of components. */
    public ComponentColumns components() {
        return components;
    }

    /** The grid of a component; null for a scalar. */
    public IntervalGrid grid(int handle) {
        return components.grid(handle);
    }

    /**
     * Stores a reading by the rules of correction: the later word wins, but an estimate never replaces an actual or manual
     * reading. An interval's instant must lie on its grid; all must be storable ({@link Months}).
     */
    public Put put(int handle, long atMillis, double value, int condition) {
        IntervalGrid grid = components.grid(handle);
        return grid == null
                ? scalars.put(handle, atMillis, value, condition, components.bound)
                : intervals.put(handle, grid, atMillis, value, condition, components.bound);
    }

    /**
     * Puts back what a checkpoint holds: readings of condition {@link ConditionCode#REGULAR} of consecutive intervals.
     *
     * @param bits hold the values, in its byte order, from an index on
     * @return how many were put, from the first on; 0 when they must be put one by one: of a scalar, or where some are
     *     already
     */
    public int putRegular(int handle, long atMillis, int count, ByteBuffer bits, int index) {
        IntervalGrid grid = components.grid(handle);
        return grid == null ? 0 : intervals.putRegular(handle, grid, atMillis, count, bits, index, components.bound);
    }

    /** Whether a component has a block in the month of an instant. */
    boolean hasBlock(int handle, long atMillis) {
        IntervalGrid grid = components.grid(handle);
        return hasBlockIn(Months.of(grid == null ? atMillis : atMillis - grid.phaseMillis()), handle);
    }

    /** Whether a component has a block in a month. Looks into no block, so it may be asked without the lock. */
    boolean hasBlockIn(int month, int handle) {
        MonthTable table = months.get(month);
        return table != null && table.block(handle) != 0;
    }

    /** The blocks of a month as {@link MonthTable#blocks} has them; none when nothing lies in it. May be asked without the lock. */
    long[] blocksIn(int month) {
        MonthTable table = months.get(month);
        return table == null ? NO_BLOCKS : table.blocks();
    }

    /** What so many more interval components in a month take from the budget. Any thread, without the lock. */
    long bytesForLanes(int month, int slots, long lanes) {
        MonthTable table = months.get(month);
        return table == null ? LaneArena.bytesForFirst(lanes, slots) : table.bytesForLanes(slots, lanes);
    }

    /** Whether one more scalar reading fits into its month; always true for intervals. */
    public boolean hasRoom(int handle, long atMillis) {
        return components.grid(handle) != null || scalars.hasRoom(handle, atMillis);
    }

    /**
     * Deletes the readings at instants (intervals: that begin) in [from, to); how many there were. A block that is empty then
     * is given back: a component without readings holds no memory, and may come to have blocks of another shape.
     */
    public int delete(int handle, long fromMillis, long toMillis) {
        IntervalGrid grid = components.grid(handle);
        return grid == null
                ? scalars.delete(handle, fromMillis, toMillis)
                : intervals.delete(handle, grid, fromMillis, toMillis);
    }

    /** Adds the readings of [from, to) to the columns, in time order. */
    public void copy(int handle, long fromMillis, long toMillis, ReadingColumns columns) {
        long from = Math.max(fromMillis, Months.BEGIN_MILLIS);
        long to = Math.min(toMillis, Months.END_MILLIS);
        IntervalGrid grid = components.grid(handle);
        if (grid == null) {
            scalars.copy(handle, from, to, columns);
        } else {
            intervals.copy(handle, grid, grid.ceil(from), grid.ceil(to), columns);
        }
    }

    /**
     * Copies the values of so many consecutive intervals of one interval component where it has all of them, and of those
     * behind it in the list that lie beside it in memory and have all of them, too: what is read together costs less.
     *
     * @param handles of components of any kind; the first is an interval component
     * @param first index of it
     * @param handlesMax how many of the list may be read, at least 1
     * @param fromMillis beginning of the first interval, on the grid
     * @param count how many intervals, all of which can be stored ({@link Months})
     * @param into the values of each, one behind the other; room for {@code handlesMax * count}
     * @return how many components were read; 0 when the first lacks an interval
     */
    public int copyWhole(int[] handles, int first, int handlesMax, long fromMillis, int count, double[] into) {
        return intervals.copyWhole(handles, first, handlesMax, components, fromMillis, count, into);
    }

    /**
     * How many consecutive intervals an interval component has from one on: so many at most; fewer where no reading at all
     * comes behind them; -1 where one does, behind a gap.
     *
     * @param fromMillis beginning of the interval, on the grid
     */
    public int following(int handle, long fromMillis, int intervalsMax) {
        IntervalGrid grid = components.grid(handle);
        long end = grid.ceil(Months.END_MILLIS);
        long limit = Math.min(end, fromMillis + intervalsMax * grid.lengthMillis());
        long gap = intervals.next(handle, grid, fromMillis, limit, false);
        int there = (int) ((gap - fromMillis) / grid.lengthMillis());
        return there == intervalsMax || intervals.next(handle, grid, gap, end, true) == end ? there : -1;
    }

    /**
     * How many of the interval components {@code handles[first]}, {@code [first + 1]} and so on, all of one grid, have no
     * interval that begins at an instant or later, up to the first that has.
     *
     * @param count how many there are
     */
    public int withoutLater(int[] handles, int first, int count, long fromMillis) {
        return intervals.withoutLater(handles, first, count, components.grid(handles[first]), fromMillis);
    }

    /** An instant in (from, to] before which, from {@code fromMillis} on, lie at most so many readings. */
    public long endOf(int handle, long fromMillis, long toMillis, int readingsMax) {
        IntervalGrid grid = components.grid(handle);
        if (grid != null && toMillis - fromMillis <= grid.lengthMillis() * readingsMax) {
            return toMillis;
        }
        long first = instants(handle).firstAtOrAfter(fromMillis);
        if (first >= toMillis) {
            return toMillis;
        }
        return grid == null
                ? scalars.endOf(handle, first, toMillis, readingsMax)
                : Math.min(toMillis, first + grid.lengthMillis() * readingsMax);
    }

    /** Adds the last readings before an instant, at most so many and none before a bound, in time order. */
    public void copyLastBefore(
            int handle, long beforeMillis, long notBeforeMillis, int readingsMax, ReadingColumns columns) {
        int first = columns.count;
        long before = Math.min(beforeMillis, Months.END_MILLIS);
        long bound = Math.max(notBeforeMillis, Months.BEGIN_MILLIS);
        IntervalGrid grid = components.grid(handle);
        if (grid == null) {
            scalars.copyBackwards(handle, before, bound, readingsMax, columns);
        } else {
            intervals.copyBackwards(handle, grid, before, bound, readingsMax, columns);
        }
        columns.reverseFrom(first);
    }

    /** Adds the first readings at or after an instant, at most so many and none at or after a bound, in time order. */
    public void copyFirstAfter(int handle, long fromMillis, long boundMillis, int readingsMax, ReadingColumns columns) {
        long at = fromMillis;
        for (int k = 0; k < readingsMax; k++) {
            long next = instants(handle).firstAtOrAfter(at);
            if (next == InstantSeries.NONE_AFTER || next >= boundMillis) {
                return;
            }
            copy(handle, next, next + 1, columns);
            at = next + 1;
        }
    }

    /** Which intervals of a component are there. Interval components only. */
    public PresenceSeries presence(int handle) {
        IntervalGrid grid = components.grid(handle);
        return new PresenceSeries() {
            @Override
            public long nextMissing(long fromMillis, long toMillis) {
                return intervals.next(handle, grid, fromMillis, toMillis, false);
            }

            @Override
            public long nextPresent(long fromMillis, long toMillis) {
                return intervals.next(handle, grid, fromMillis, toMillis, true);
            }
        };
    }

    /** The instants of a component's readings; for an interval component the beginnings of its intervals. */
    public InstantSeries instants(int handle) {
        IntervalGrid grid = components.grid(handle);
        return grid == null ? new ScalarInstants(handle) : new IntervalInstants(handle, grid);
    }

    /** What an interval component has received, and its readings by class; a view, like the others. */
    public ReceivedIntervals receivedIntervals(int handle) {
        return new ReceivedIntervals(months, handle, components.grid(handle));
    }

    /**
     * What counts the readings of interval components in spans that adjoin; for many components of one grid.
     *
     * @param boundsMillis where the spans begin, beginnings of intervals, ascending, and then where the last ends
     */
    public SpanCounter spanCounter(IntervalGrid grid, long[] boundsMillis) {
        return new SpanCounter(months, grid, boundsMillis);
    }

    /** The same as {@link #receivedIntervals}, of a scalar component. */
    public ReceivedReads receivedReads(int handle) {
        return new ReceivedReads(months, handle);
    }

    /**
     * The newest measurement: end of the newest interval, or instant of the newest scalar reading; {@link #NONE} without
     * any.
     */
    public long latest(int handle) {
        IntervalGrid grid = components.grid(handle);
        if (grid == null) {
            return scalars.lastAtOrBefore(handle, Long.MAX_VALUE);
        }
        long start = intervals.latest(handle, grid);
        return start == NONE ? NONE : start + grid.lengthMillis();
    }

    /** Whether a component has any reading. */
    public boolean hasData(int handle) {
        return components.isRegistered(handle) && latest(handle) != NONE;
    }

    /** How many intervals that begin in [from, to) are there; interval components only. */
    public long countPresent(int handle, long fromMillis, long toMillis) {
        IntervalGrid grid = components.grid(handle);
        return intervals.count(handle, grid, grid.ceil(fromMillis), grid.ceil(toMillis));
    }

    /** Condition code of the reading at an instant; 0 when there is none. */
    public int conditionAt(int handle, long atMillis) {
        IntervalGrid grid = components.grid(handle);
        return grid == null ? scalars.conditionAt(handle, atMillis) : intervals.conditionAt(handle, grid, atMillis);
    }

    /** Drops a month whole. */
    public void dropMonth(int month) {
        months.drop(month);
    }

    /** The months that hold readings, as numbers of {@link Months}, ascending. */
    public int[] months() {
        return Arrays.stream(months.inOrder()).mapToInt(table -> table.month).toArray();
    }

    /** For the ingest loop of this room. */
    MonthDirectory directory() {
        return months;
    }

    /** How much memory blocks take, and may take. */
    public StoreBudget budget() {
        return budget;
    }

    /** Gives all memory back. Nobody may be reading. */
    @Override
    public void close() {
        for (int month : months()) {
            months.drop(month);
        }
    }

    private final class ScalarInstants implements InstantSeries {

        private final int handle;

        ScalarInstants(int handle) {
            this.handle = handle;
        }

        @Override
        public long firstAtOrAfter(long atMillis) {
            return scalars.firstAtOrAfter(handle, atMillis);
        }

        @Override
        public long lastAtOrBefore(long atMillis) {
            return scalars.lastAtOrBefore(handle, atMillis);
        }
    }

    private final class IntervalInstants implements InstantSeries {

        private final int handle;
        private final IntervalGrid grid;

        IntervalInstants(int handle, IntervalGrid grid) {
            this.handle = handle;
            this.grid = grid;
        }

        @Override
        public long firstAtOrAfter(long atMillis) {
            long from = grid.ceil(Math.max(atMillis, Months.BEGIN_MILLIS));
            long to = grid.ceil(Months.END_MILLIS);
            long next = intervals.next(handle, grid, from, to, true);
            return next == to ? NONE_AFTER : next;
        }

        @Override
        public long lastAtOrBefore(long atMillis) {
            ReadingColumns one = new ReadingColumns();
            long before = Math.min(atMillis, Months.END_MILLIS - 1) + 1;
            intervals.copyBackwards(handle, grid, before, Months.BEGIN_MILLIS, 1, one);
            return one.count == 0 ? NONE_BEFORE : one.atMillis[0];
        }
    }
}
