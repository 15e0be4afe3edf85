package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.review.ReadingCounts;
import io.tidemark.server.metering.review.ReadingTally;

/**
 * The readings of one scalar component that were received: the instants of those measured or entered by hand, and the
 * counts of all by class. A view: to be used under the state's lock.
 */
public final class ReceivedReads implements InstantSeries, ReadingTally {

    private final MonthDirectory months;
    private final int handle;

    ReceivedReads(MonthDirectory months, int handle) {
        this.months = months;
        this.handle = handle;
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(atMillis); i < tables.length; i++) {
            long block = tables[i].block(handle);
            int count = block == 0 ? 0 : ScalarBlock.count(block);
            for (int k = count == 0 ? 0 : ScalarBlock.indexAtOrAfter(block, atMillis); k < count; k++) {
                if (ConditionCode.isActual(ScalarBlock.condition(block, k))) {
                    return ScalarBlock.time(block, k);
                }
            }
        }
        return NONE_AFTER;
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        MonthTable[] tables = months.inOrder();
        long before = atMillis == Long.MAX_VALUE ? atMillis : atMillis + 1;
        for (int i = Math.min(tables.length - 1, months.indexEndingAfter(atMillis)); i >= 0; i--) {
            long block = tables[i].block(handle);
            for (int k = block == 0 ? -1 : ScalarBlock.indexAtOrAfter(block, before) - 1; k >= 0; k--) {
                if (ConditionCode.isActual(ScalarBlock.condition(block, k))) {
                    return ScalarBlock.time(block, k);
                }
            }
        }
        return NONE_BEFORE;
    }

    @Override
    public void add(long fromMillis, long toMillis, ReadingCounts into) {
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(fromMillis); i < tables.length && tables[i].startMillis < toMillis; i++) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int to = ScalarBlock.indexAtOrAfter(block, toMillis);
                for (int k = ScalarBlock.indexAtOrAfter(block, fromMillis); k < to; k++) {
                    ReceivedIntervals.add(ScalarBlock.condition(block, k), into);
                }
            }
        }
    }
}
