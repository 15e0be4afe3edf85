package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionClass;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.coverage.SpanCounts;
import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Counts the readings of interval components in spans that adjoin, the same spans for all of them: in which slots of which
 * months they lie is worked out once. What is left for each component is to count bits.
 *
 * <p>Keeps no address: it may be kept while the lock is let go, and asked again under it. One thread.
 */
public final class SpanCounter {

    private final MonthDirectory months;
    private final int firstMonth;
    /** By month from the first on. */
    private final MonthSpans[] ofMonth;

    /**
     * The part of the spans that lies in one month.
     *
     * @param firstSpan the first of them
     * @param slots where they begin, and then where the last ends
     */
    private record MonthSpans(int firstSpan, int[] slots) {}

    /**
     * For components with this grid.
     *
     * @param boundsMillis where the spans begin, beginnings of intervals, ascending, and then where the last ends
     */
    SpanCounter(MonthDirectory months, IntervalGrid grid, long[] boundsMillis) {
        this.months = months;
        long[] shifted = Arrays.stream(boundsMillis)
                .map(at -> Months.storable(at - grid.phaseMillis()))
                .toArray();
        firstMonth = Months.clamped(shifted[0]);
        int lastMonth = Months.clamped(Math.max(shifted[0], shifted[shifted.length - 1] - 1));
        ofMonth = new MonthSpans[lastMonth - firstMonth + 1];
        int lastSpan = shifted.length - 2;
        int first = 0;
        for (int month = firstMonth; month <= lastMonth; month++) {
            while (first < lastSpan && shifted[first + 1] <= Months.startMillis(month)) {
                first++;
            }
            int last = first;
            while (last < lastSpan && shifted[last + 1] < Months.startMillis(month + 1)) {
                last++;
            }
            ofMonth[month - firstMonth] =
                    new MonthSpans(first, slots(month, grid.lengthMillis(), shifted, first, last + 1));
        }
    }

    /** The slots of a month at the bounds from one to another, those outside the month taken for its ends. */
    private static int[] slots(int month, long lengthMillis, long[] shifted, int firstBound, int lastBound) {
        long start = Months.startMillis(month);
        long end = Months.startMillis(month + 1);
        int[] slots = new int[lastBound - firstBound + 1];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (int) ((Math.max(start, Math.min(shifted[firstBound + i], end)) - start) / lengthMillis);
        }
        return slots;
    }

    /**
     * Counts the readings of a component in every span. Under the state's lock.
     *
     * @param into as many as there are spans; cleared first
     */
    public void count(int handle, SpanCounts into) {
        into.clear();
        for (int i = 0; i < ofMonth.length; i++) {
            MonthTable table = months.get(firstMonth + i);
            long block = table == null ? 0 : table.block(handle);
            if (block == 0) {
                continue;
            }
            if (IntervalBlock.hasConditions(block)) {
                countByCondition(ofMonth[i], block, table.conditions(handle), into);
            } else {
                count(ofMonth[i], block, into);
            }
        }
    }

    private static void count(MonthSpans spans, long block, SpanCounts into) {
        int[] slots = spans.slots();
        for (int k = 0; k < slots.length - 1; k++) {
            into.addMeasured(spans.firstSpan() + k, IntervalBlock.countPresent(block, slots[k], slots[k + 1]));
        }
    }

    private static void countByCondition(MonthSpans spans, long block, long conditions, SpanCounts into) {
        int[] slots = spans.slots();
        for (int k = 0; k < slots.length - 1; k++) {
            int end = slots[k + 1];
            for (int slot = IntervalBlock.nextSlot(block, slots[k], end, true);
                    slot < end;
                    slot = IntervalBlock.nextSlot(block, slot + 1, end, true)) {
                add(ConditionCode.classOf(UnsafeApi.getInt(conditions + 4L * slot)), spans.firstSpan() + k, into);
            }
        }
    }

    private static void add(ConditionClass kind, int span, SpanCounts into) {
        switch (kind) {
            case REGULAR -> into.addMeasured(span, 1);
            case MANUAL -> into.addManual(span);
            case ESTIMATED, OUTAGE -> into.addEstimated(span);
            case MISSING, NO_READ -> {
                // No reading at all.
            }
        }
    }
}
