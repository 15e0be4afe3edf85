package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.gap.InstantSeries;

/** Reads and changes the readings of scalar components: sorted columns, a block a month. */
final class ScalarReadings {

    private final MonthDirectory months;

    ScalarReadings(MonthDirectory months) {
        this.months = months;
    }

    /** Whether a reading at an instant could be put in: there is one there already, or its month has room for one more. */
    boolean hasRoom(int handle, long atMillis) {
        MonthTable table = months.get(Months.of(atMillis));
        long block = table == null ? 0 : table.block(handle);
        return block == 0 || ScalarBlock.count(block) < ScalarBlock.CAPACITY_MAX || indexOf(block, atMillis) >= 0;
    }

    Put put(int handle, long atMillis, double value, int condition, long expectedEntries) {
        MonthTable table = months.at(atMillis);
        long block = table.block(handle);
        if (block == 0) {
            block = table.allocateScalar(handle, ScalarBlock.CAPACITY_MIN, expectedEntries);
        }
        int index = ScalarBlock.indexAtOrAfter(block, atMillis);
        if (index < ScalarBlock.count(block) && ScalarBlock.time(block, index) == atMillis) {
            int old = ScalarBlock.condition(block, index);
            double there = ScalarBlock.value(block, index);
            if (old == condition && Double.doubleToLongBits(there) == Double.doubleToLongBits(value)) {
                return Put.DUPLICATE;
            }
            if (!ConditionCode.mayReplace(old, condition)) {
                return Put.ESTIMATE_BELOW_ACTUAL;
            }
            ScalarBlock.set(block, index, value, condition);
            return Put.REPLACED;
        }
        if (ScalarBlock.count(block) == ScalarBlock.capacity(block)) {
            block = table.allocateScalar(handle, 2 * ScalarBlock.capacity(block), expectedEntries);
        }
        ScalarBlock.insert(block, index, atMillis, value, condition);
        return Put.STORED;
    }

    int delete(int handle, long fromMillis, long toMillis) {
        int deleted = 0;
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(fromMillis); i < tables.length && tables[i].startMillis < toMillis; i++) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int from = ScalarBlock.indexAtOrAfter(block, fromMillis);
                int to = ScalarBlock.indexAtOrAfter(block, toMillis);
                if (to > from) {
                    ScalarBlock.remove(block, from, to);
                    deleted += to - from;
                    if (ScalarBlock.count(block) == 0) {
                        tables[i].freeScalar(handle);
                    }
                }
            }
        }
        return deleted;
    }

    void copy(int handle, long fromMillis, long toMillis, ReadingColumns columns) {
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(fromMillis); i < tables.length && tables[i].startMillis < toMillis; i++) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int from = ScalarBlock.indexAtOrAfter(block, fromMillis);
                int to = ScalarBlock.indexAtOrAfter(block, toMillis);
                for (int k = from; k < to; k++) {
                    add(block, k, columns);
                }
            }
        }
    }

    /** The instant of the reading that comes so many readings after an instant; the end of the range when there are fewer. */
    long endOf(int handle, long fromMillis, long toMillis, int readings) {
        int left = readings;
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(fromMillis); i < tables.length && tables[i].startMillis < toMillis; i++) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int from = ScalarBlock.indexAtOrAfter(block, fromMillis);
                int count = ScalarBlock.count(block) - from;
                if (count > left) {
                    return Math.min(toMillis, ScalarBlock.time(block, from + left));
                }
                left -= count;
            }
        }
        return toMillis;
    }

    /** Adds up to {@code readingsMax} readings that lie before an instant, newest first. */
    void copyBackwards(int handle, long beforeMillis, long notBeforeMillis, int readingsMax, ReadingColumns out) {
        int left = readingsMax;
        MonthTable[] tables = months.inOrder();
        int i = Math.min(tables.length - 1, months.indexEndingAfter(beforeMillis - 1));
        for (; i >= 0 && left > 0 && tables[i].endMillis > notBeforeMillis; i--) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int first = ScalarBlock.indexAtOrAfter(block, notBeforeMillis);
                for (int k = ScalarBlock.indexAtOrAfter(block, beforeMillis) - 1; k >= first && left > 0; k--) {
                    add(block, k, out);
                    left--;
                }
            }
        }
    }

    long firstAtOrAfter(int handle, long atMillis) {
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(atMillis); i < tables.length; i++) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int index = ScalarBlock.indexAtOrAfter(block, atMillis);
                if (index < ScalarBlock.count(block)) {
                    return ScalarBlock.time(block, index);
                }
            }
        }
        return InstantSeries.NONE_AFTER;
    }

    long lastAtOrBefore(int handle, long atMillis) {
        MonthTable[] tables = months.inOrder();
        for (int i = Math.min(tables.length - 1, months.indexEndingAfter(atMillis)); i >= 0; i--) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int index = atMillis == Long.MAX_VALUE
                        ? ScalarBlock.count(block)
                        : ScalarBlock.indexAtOrAfter(block, atMillis + 1);
                if (index > 0) {
                    return ScalarBlock.time(block, index - 1);
                }
            }
        }
        return InstantSeries.NONE_BEFORE;
    }

    /** Condition code of the reading at an instant; absent when there is none. */
    int conditionAt(int handle, long atMillis) {
        MonthTable table = months.get(Months.clamped(atMillis));
        long block = table == null ? 0 : table.block(handle);
        int index = block == 0 ? -1 : indexOf(block, atMillis);
        return index < 0 ? ConditionCode.ABSENT : ScalarBlock.condition(block, index);
    }

    private static int indexOf(long block, long atMillis) {
        int index = ScalarBlock.indexAtOrAfter(block, atMillis);
        return index < ScalarBlock.count(block) && ScalarBlock.time(block, index) == atMillis ? index : -1;
    }

    private static void add(long block, int index, ReadingColumns columns) {
        columns.add(
                ScalarBlock.time(block, index), ScalarBlock.value(block, index), ScalarBlock.condition(block, index));
    }
}
