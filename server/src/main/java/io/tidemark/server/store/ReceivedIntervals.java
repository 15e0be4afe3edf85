package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionClass;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.ReadingCounts;
import io.tidemark.server.metering.review.ReadingTally;
import io.tidemark.server.metering.review.ReceivedReadings;
import org.agrona.UnsafeApi;

/**
 * The readings of one interval component that were received, counted from presence words; condition codes are looked at
 * only in months that hold other codes than regular. A view: to be used under the state's lock.
 */
public final class ReceivedIntervals implements ReceivedReadings, ReadingTally {

    private final MonthDirectory months;
    private final int handle;
    private final long lengthMillis;
    private final long phaseMillis;

    ReceivedIntervals(MonthDirectory months, int handle, IntervalGrid grid) {
        this.months = months;
        this.handle = handle;
        this.lengthMillis = grid.lengthMillis();
        this.phaseMillis = grid.phaseMillis();
    }

    @Override
    public long count(long fromMillis, long toMillis) {
        long from = fromMillis - phaseMillis;
        long to = toMillis - phaseMillis;
        long count = 0;
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(from); i < tables.length && tables[i].startMillis < to; i++) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block != 0) {
                int first = slotAtOrAfter(table, from);
                int end = slotAtOrAfter(table, to);
                if (IntervalBlock.hasConditions(block)) {
                    for (int slot = first; slot < end; slot = (slot | 63) + 1) {
                        count += Long.bitCount(received(table, block, slot) & mask(slot, end));
                    }
                } else {
                    count += IntervalBlock.countPresent(block, first, end);
                }
            }
        }
        return count;
    }

    @Override
    public void add(long fromMillis, long toMillis, ReadingCounts into) {
        long from = fromMillis - phaseMillis;
        long to = toMillis - phaseMillis;
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(from); i < tables.length && tables[i].startMillis < to; i++) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block == 0) {
                continue;
            }
            int end = slotAtOrAfter(table, to);
            int slot = slotAtOrAfter(table, from);
            if (!IntervalBlock.hasConditions(block)) {
                into.add(IntervalBlock.countPresent(block, slot, end), 0, 0);
                continue;
            }
            long conditions = table.conditions(handle);
            for (slot = IntervalBlock.nextSlot(block, slot, end, true);
                    slot < end;
                    slot = IntervalBlock.nextSlot(block, slot + 1, end, true)) {
                add(UnsafeApi.getInt(conditions + 4L * slot), into);
            }
        }
    }

    /** Counts one reading by its condition. */
    static void add(int condition, ReadingCounts into) {
        ConditionClass kind = ConditionCode.classOf(condition);
        switch (kind) {
            case REGULAR -> into.add(1, 0, 0);
            case MANUAL -> into.add(0, 1, 0);
            case ESTIMATED, OUTAGE -> into.add(0, 0, 1);
            case MISSING, NO_READ -> {
                // No reading at all.
            }
        }
    }

    @Override
    public long nextPresent(long fromMillis, long toMillis) {
        long to = toMillis - phaseMillis;
        MonthTable[] tables = months.inOrder();
        int i = months.indexEndingAfter(fromMillis - phaseMillis);
        for (; i < tables.length && tables[i].startMillis < to; i++) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block != 0) {
                int end = slotAtOrAfter(table, to);
                for (int slot = slotAtOrAfter(table, fromMillis - phaseMillis); slot < end; slot = (slot | 63) + 1) {
                    long word = received(table, block, slot) & mask(slot, end);
                    if (word != 0) {
                        return millis(table, (slot & ~63) + Long.numberOfTrailingZeros(word));
                    }
                }
            }
        }
        return toMillis;
    }

    @Override
    public long nextMissing(long fromMillis, long toMillis) {
        long at = fromMillis - phaseMillis;
        long to = toMillis - phaseMillis;
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(at); at < to; i++) {
            MonthTable table = i < tables.length ? tables[i] : null;
            long block = table == null || at < table.startMillis ? 0 : table.block(handle);
            if (block == 0) {
                return at + phaseMillis;
            }
            int end = slotAtOrAfter(table, to);
            for (int slot = slotAtOrAfter(table, at); slot < end; slot = (slot | 63) + 1) {
                long word = ~received(table, block, slot) & mask(slot, end);
                if (word != 0) {
                    return millis(table, (slot & ~63) + Long.numberOfTrailingZeros(word));
                }
            }
            at = table.endMillis;
        }
        return Math.max(fromMillis, toMillis);
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        long begin = Math.max(atMillis, Months.BEGIN_MILLIS) - phaseMillis;
        long from = begin + Math.floorMod(-begin, lengthMillis) + phaseMillis;
        long end = Months.END_MILLIS + phaseMillis;
        long found = nextPresent(from, end);
        return found == end ? NONE_AFTER : found;
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        long before = Math.min(atMillis, Months.END_MILLIS - 1) - phaseMillis + 1;
        MonthTable[] tables = months.inOrder();
        for (int i = Math.min(tables.length - 1, months.indexEndingAfter(before - 1)); i >= 0; i--) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block == 0) {
                continue;
            }
            for (int end = slotAtOrAfter(table, before); end > 0; end = (end - 1) & ~63) {
                int slot = (end - 1) & ~63;
                long word = received(table, block, slot) & mask(slot, end);
                if (word != 0) {
                    return millis(table, slot + 63 - Long.numberOfLeadingZeros(word));
                }
            }
        }
        return NONE_BEFORE;
    }

    /** The presence word of a slot, without the bits of what was not received. */
    private long received(MonthTable table, long block, int slot) {
        long word = IntervalBlock.presenceWord(block, slot);
        if (word == 0 || !IntervalBlock.hasConditions(block)) {
            return word;
        }
        long conditions = table.conditions(handle) + 4L * (slot & ~63);
        long received = 0;
        for (long left = word; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            if (ConditionCode.isActual(UnsafeApi.getInt(conditions + 4L * bit))) {
                received |= 1L << bit;
            }
        }
        return received;
    }

    /** The bits of one word from a slot on, as far as the end. */
    private static long mask(int slot, int end) {
        long from = -1L << slot;
        return (slot | 63) < end ? from : from & (-1L >>> -end);
    }

    private long millis(MonthTable table, int slot) {
        return table.startMillis + slot * lengthMillis + phaseMillis;
    }

    /** The slot of a month at or after an instant (phase taken off), from 0 to the number of slots. */
    private int slotAtOrAfter(MonthTable table, long shifted) {
        if (shifted <= table.startMillis) {
            return 0;
        }
        if (shifted >= table.endMillis) {
            return IntervalBlock.slots(table.month, lengthMillis);
        }
        return (int) ((shifted - table.startMillis + lengthMillis - 1) / lengthMillis);
    }
}
