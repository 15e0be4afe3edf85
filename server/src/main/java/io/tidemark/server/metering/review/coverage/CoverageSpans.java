package io.tidemark.server.metering.review.coverage;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.Arrays;

/**
 * The buckets of a calendar laid on the grid of interval components: spans that adjoin, each of one bucket, and each either
 * due or not due yet. The same for all components with that calendar, grid and due date, so it is made once for all of
 * them. Immutable.
 *
 * <pre>
 *   buckets   |      0      |      1      |      2      |
 *   due       -----------------------|
 *   spans     |      0      |   1    |  2 |      3      |
 *   row       |      0      |   1    |  1 |      2      |
 * </pre>
 */
public final class CoverageSpans {

    private final IntervalGrid grid;
    private final long[] boundsMillis;
    private final int[] rows;
    private final int dueSpans;

    private CoverageSpans(IntervalGrid grid, long[] boundsMillis, int[] rows, int dueSpans) {
        this.grid = grid;
        this.boundsMillis = boundsMillis;
        this.rows = rows;
        this.dueSpans = dueSpans;
    }

    /**
     * Lays buckets on a grid; an interval lies in the bucket in which it begins.
     *
     * @param dueUntilMillis intervals that begin before it are due; {@link Long#MAX_VALUE} when all are
     */
    public static CoverageSpans of(CoverageBuckets buckets, IntervalGrid grid, long dueUntilMillis) {
        long due = grid.ceil(dueUntilMillis);
        int bucketsAll = buckets.size();
        long[] bounds = new long[bucketsAll + 2];
        int[] rows = new int[bucketsAll + 1];
        int spans = 0;
        int dueSpans = 0;
        for (int row = 0; row < bucketsAll; row++) {
            long from = grid.ceil(buckets.fromMillis(row));
            long to = grid.ceil(buckets.toMillis(row));
            bounds[spans] = from;
            rows[spans++] = row;
            if (from < due && due < to) {
                bounds[spans] = due;
                rows[spans++] = row;
                dueSpans = spans - 1;
            } else if (to <= due) {
                dueSpans = spans;
            }
        }
        bounds[spans] = grid.ceil(buckets.toMillis(bucketsAll - 1));
        return new CoverageSpans(grid, Arrays.copyOf(bounds, spans + 1), Arrays.copyOf(rows, spans), dueSpans);
    }

    /** How many spans there are, at least 1; some may be empty. */
    public int size() {
        return rows.length;
    }

    /** Where the spans begin, beginnings of intervals, ascending, and then where the last ends. Not to be changed. */
    public long[] boundsMillis() {
        return boundsMillis;
    }

    /** The grid on which they lie. */
    public IntervalGrid grid() {
        return grid;
    }

    /** The bucket that a span is part of. */
    int row(int span) {
        return rows[span];
    }

    /** Whether the intervals of a span were due. */
    boolean isDue(int span) {
        return span < dueSpans;
    }

    /** Intervals of a span. */
    int intervals(int span) {
        return (int) grid.count(boundsMillis[span], boundsMillis[span + 1]);
    }

    /** Whether all intervals of all spans lie whole within a period. */
    public boolean isWithin(Period period) {
        return period.fromMillis() <= boundsMillis[0] && boundsMillis[rows.length] <= period.toMillis();
    }
}
