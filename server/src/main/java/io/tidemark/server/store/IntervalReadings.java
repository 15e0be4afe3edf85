package io.tidemark.server.store;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.nio.ByteBuffer;
import org.agrona.UnsafeApi;

/**
 * Reads and changes the readings of interval components. All instants are beginnings of intervals on the component's grid,
 * inside [{@link Months#BEGIN_MILLIS}, {@link Months#END_MILLIS}); the caller has checked.
 *
 * <p>The phase is taken off before a month is sought, so that a slot never straddles two months.
 */
final class IntervalReadings {

    private final MonthDirectory months;

    IntervalReadings(MonthDirectory months) {
        this.months = months;
    }

    Put put(int handle, IntervalGrid grid, long atMillis, double value, int condition, long expectedEntries) {
        long shifted = atMillis - grid.phaseMillis();
        MonthTable table = months.at(shifted);
        int slots = IntervalBlock.slots(table.month, grid.lengthMillis());
        int slot = (int) ((shifted - table.startMillis) / grid.lengthMillis());
        long block = table.block(handle);
        if (block == 0) {
            block = table.allocateInterval(handle, slots, expectedEntries);
        }
        long valueAddress = IntervalBlock.valueAddress(block, slots, slot);
        long word = IntervalBlock.presenceWord(block, slot);
        long bit = 1L << slot;
        boolean present = (word & bit) != 0;
        if (present) {
            int old = condition(table, handle, block, slot);
            if (old == condition && UnsafeApi.getLong(valueAddress) == Double.doubleToRawLongBits(value)) {
                return Put.DUPLICATE;
            }
            if (!ConditionCode.mayReplace(old, condition)) {
                return Put.ESTIMATE_BELOW_ACTUAL;
            }
        }
        if (condition != ConditionCode.REGULAR || IntervalBlock.hasConditions(block)) {
            setCondition(table, handle, block, slots, slot, condition);
        }
        UnsafeApi.putDouble(valueAddress, value);
        IntervalBlock.setPresenceWord(block, slot, word | bit);
        return present ? Put.REPLACED : Put.STORED;
    }

    /**
     * Puts regular readings of consecutive intervals, as many of them as lie in the month of the first, if none is there yet.
     *
     * @param bits hold the values, in its byte order, from an index on
     * @return how many were put; 0 when the way is not free
     */
    int putRegular(
            int handle, IntervalGrid grid, long atMillis, int count, ByteBuffer bits, int index, long expectedEntries) {
        long shifted = atMillis - grid.phaseMillis();
        MonthTable table = months.at(shifted);
        int slots = IntervalBlock.slots(table.month, grid.lengthMillis());
        int first = (int) ((shifted - table.startMillis) / grid.lengthMillis());
        int put = Math.min(count, slots - first);
        long block = table.block(handle);
        if (block == 0) {
            block = table.allocateInterval(handle, slots, expectedEntries);
        }
        if (IntervalBlock.hasConditions(block)
                || IntervalBlock.nextSlot(block, first, first + put, true) < first + put) {
            return 0;
        }
        long address = IntervalBlock.valueAddress(block, slots, first);
        int shift = IntervalBlock.rowShift(block);
        for (int k = 0; k < put; k++) {
            UnsafeApi.putLong(address + ((long) k << shift), bits.getLong(index + k * Long.BYTES));
        }
        IntervalBlock.setPresent(block, first, first + put);
        return put;
    }

    /** Deletes the intervals that begin in [from, to), and blocks that are empty then; how many intervals there were. */
    int delete(int handle, IntervalGrid grid, long fromMillis, long toMillis) {
        int deleted = 0;
        long from = grid.ceil(Math.max(fromMillis, Months.BEGIN_MILLIS)) - grid.phaseMillis();
        long to = grid.ceil(Math.min(toMillis, Months.END_MILLIS)) - grid.phaseMillis();
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(from); i < tables.length && tables[i].startMillis < to; i++) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block != 0) {
                int first = slotAtOrAfter(table, grid, from);
                int end = slotAtOrAfter(table, grid, to);
                for (int slot = IntervalBlock.nextSlot(block, first, end, true);
                        slot < end;
                        slot = IntervalBlock.nextSlot(block, slot + 1, end, true)) {
                    long word = IntervalBlock.presenceWord(block, slot);
                    IntervalBlock.setPresenceWord(block, slot, word & ~(1L << slot));
                    deleted++;
                }
                int slots = IntervalBlock.slots(table.month, grid.lengthMillis());
                if (IntervalBlock.nextSlot(block, 0, slots, true) == slots) {
                    table.freeInterval(handle, slots);
                }
            }
        }
        return deleted;
    }

    /** Copies the readings of the intervals that begin in [from, to) behind what the columns hold. */
    void copy(int handle, IntervalGrid grid, long fromMillis, long toMillis, ReadingColumns columns) {
        long from = fromMillis - grid.phaseMillis();
        long to = toMillis - grid.phaseMillis();
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(from); i < tables.length && tables[i].startMillis < to; i++) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block != 0) {
                copyMonth(
                        table, handle, grid, slotAtOrAfter(table, grid, from), slotAtOrAfter(table, grid, to), columns);
            }
        }
    }

    private void copyMonth(
            MonthTable table, int handle, IntervalGrid grid, int first, int end, ReadingColumns columns) {
        long block = table.block(handle);
        int slots = IntervalBlock.slots(table.month, grid.lengthMillis());
        long origin = table.startMillis + grid.phaseMillis();
        int slot = IntervalBlock.nextSlot(block, first, end, true);
        while (slot < end) {
            int stop = IntervalBlock.nextSlot(block, slot, end, false);
            int run = stop - slot;
            columns.ensure(run);
            int at = columns.count;
            IntervalBlock.copyValues(block, slots, slot, run, columns.value, at);
            for (int k = 0; k < run; k++) {
                columns.atMillis[at + k] = origin + (slot + k) * grid.lengthMillis();
                columns.condition[at + k] = ConditionCode.REGULAR;
            }
            if (IntervalBlock.hasConditions(block)) {
                for (int k = 0; k < run; k++) {
                    columns.condition[at + k] = condition(table, handle, block, slot + k);
                }
            }
            columns.count += run;
            slot = IntervalBlock.nextSlot(block, stop, end, true);
        }
    }

    /**
     * Copies the values of so many consecutive intervals of the components at {@code handles[first]}, {@code [first + 1]} and
     * so on, as long as they lie side by side, have the same grid, and have all of these intervals.
     *
     * @param handlesMax most of them
     * @param into each one's values, one behind the other
     * @return how many components; 0 when the first lacks an interval
     */
    int copyWhole(
            int[] handles,
            int first,
            int handlesMax,
            ComponentColumns components,
            long fromMillis,
            int count,
            double[] into) {
        int handle = handles[first];
        IntervalGrid grid = components.grid(handle);
        long from = fromMillis - grid.phaseMillis();
        long to = from + count * grid.lengthMillis();
        int whole = 1;
        while (whole < handlesMax && components.grid(handles[first + whole]) == grid) {
            whole++;
        }
        for (long at = from; at < to; at = Months.startMillis(Months.of(at) + 1)) {
            MonthTable table = months.get(Months.of(at));
            whole = table == null ? 0 : whole(table, handles, first, whole, grid, at, to);
            if (whole == 0) {
                return 0;
            }
        }
        int index = 0;
        for (long at = from; at < to; at = Months.startMillis(Months.of(at) + 1)) {
            MonthTable table = months.get(Months.of(at));
            int slot = slotAtOrAfter(table, grid, at);
            int slots = IntervalBlock.slots(table.month, grid.lengthMillis());
            int copied = slotAtOrAfter(table, grid, to) - slot;
            IntervalBlock.copyValues(table.block(handle), slots, slot, copied, whole, into, index, count);
            index += copied;
        }
        return whole;
    }

    /** How many of these components, from the first on, have no interval that begins at an instant or later. */
    int withoutLater(int[] handles, int first, int count, IntervalGrid grid, long fromMillis) {
        long from = fromMillis - grid.phaseMillis();
        int without = count;
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(from); i < tables.length; i++) {
            int slot = slotAtOrAfter(tables[i], grid, from);
            int slots = IntervalBlock.slots(tables[i].month, grid.lengthMillis());
            without = withoutLater(tables[i], handles, first, without, slot, slots);
        }
        return without;
    }

    private static int withoutLater(MonthTable table, int[] handles, int first, int count, int slot, int slots) {
        long block = table.block(handles[first]);
        int together = 0;
        while (block != 0
                && together < count
                && IntervalBlock.addressOf(table.block(handles[first + together]))
                        == IntervalBlock.addressOf(block) + (long) together * Long.BYTES) {
            together++;
        }
        if (together == count && !IntervalBlock.isAnyPresentFrom(block, count, slot, slots)) {
            return count;
        }
        for (int k = 0; k < count; k++) {
            long own = table.block(handles[first + k]);
            if (own != 0 && IntervalBlock.nextSlot(own, slot, slots, true) < slots) {
                return k;
            }
        }
        return count;
    }

    /** How many of these components lie side by side in a month and have all of its intervals in [from, to). */
    private static int whole(
            MonthTable table, int[] handles, int first, int handlesMax, IntervalGrid grid, long from, long to) {
        long block = table.block(handles[first]);
        if (block == 0) {
            return 0;
        }
        int slot = slotAtOrAfter(table, grid, from);
        int end = slotAtOrAfter(table, grid, to);
        int most = Math.min(handlesMax, IntervalBlock.lanesInLine(block));
        for (int k = 0; k < most; k++) {
            long next = table.block(handles[first + k]);
            if (IntervalBlock.addressOf(next) != IntervalBlock.addressOf(block) + (long) k * Long.BYTES
                    || IntervalBlock.nextSlot(next, slot, end, false) < end) {
                return k;
            }
        }
        return most;
    }

    /** Adds up to {@code readingsMax} readings that lie before an instant, newest first. */
    void copyBackwards(
            int handle,
            IntervalGrid grid,
            long beforeMillis,
            long notBeforeMillis,
            int readingsMax,
            ReadingColumns out) {
        int left = readingsMax;
        MonthTable[] tables = months.inOrder();
        long before = beforeMillis - grid.phaseMillis();
        long floor = Math.max(notBeforeMillis, Months.BEGIN_MILLIS) - grid.phaseMillis();
        int i = Math.min(tables.length - 1, months.indexEndingAfter(before - 1));
        for (; i >= 0 && left > 0 && tables[i].endMillis > floor; i--) {
            MonthTable table = tables[i];
            long block = table.block(handle);
            if (block == 0) {
                continue;
            }
            int slots = IntervalBlock.slots(table.month, grid.lengthMillis());
            long origin = table.startMillis + grid.phaseMillis();
            int first = slotAtOrAfter(table, grid, floor);
            int end = slotAtOrAfter(table, grid, before);
            for (int slot = IntervalBlock.lastPresent(block, first, end);
                    slot >= 0 && left > 0;
                    slot = IntervalBlock.lastPresent(block, first, slot)) {
                out.add(
                        origin + slot * grid.lengthMillis(),
                        UnsafeApi.getDouble(IntervalBlock.valueAddress(block, slots, slot)),
                        condition(table, handle, block, slot));
                left--;
            }
        }
    }

    /** The first interval in [from, to) that is (or is not) there; {@code to} when there is none. */
    long next(int handle, IntervalGrid grid, long fromMillis, long toMillis, boolean present) {
        long at = fromMillis - grid.phaseMillis();
        long to = toMillis - grid.phaseMillis();
        MonthTable[] tables = months.inOrder();
        int i = months.indexEndingAfter(at);
        while (at < to) {
            MonthTable table = i < tables.length ? tables[i] : null;
            long block = table == null ? 0 : table.block(handle);
            if (table == null || at < table.startMillis || block == 0) {
                if (!present && (table == null || at < table.startMillis || block == 0)) {
                    return at + grid.phaseMillis();
                }
                if (table == null) {
                    return toMillis;
                }
                at = at < table.startMillis ? table.startMillis : table.endMillis;
                i += at == table.endMillis ? 1 : 0;
                continue;
            }
            int first = slotAtOrAfter(table, grid, at);
            int end = slotAtOrAfter(table, grid, to);
            int slot = IntervalBlock.nextSlot(block, first, end, present);
            if (slot < end) {
                return table.startMillis + slot * grid.lengthMillis() + grid.phaseMillis();
            }
            at = table.endMillis;
            i++;
        }
        return toMillis;
    }

    /** Beginning of the newest interval; {@link Long#MIN_VALUE} when there is none. */
    long latest(int handle, IntervalGrid grid) {
        MonthTable[] tables = months.inOrder();
        for (int i = tables.length - 1; i >= 0; i--) {
            long block = tables[i].block(handle);
            if (block != 0) {
                int slots = IntervalBlock.slots(tables[i].month, grid.lengthMillis());
                int slot = IntervalBlock.lastPresent(block, 0, slots);
                if (slot >= 0) {
                    return tables[i].startMillis + slot * grid.lengthMillis() + grid.phaseMillis();
                }
            }
        }
        return Long.MIN_VALUE;
    }

    /** How many intervals that begin in [from, to) are there. */
    long count(int handle, IntervalGrid grid, long fromMillis, long toMillis) {
        long count = 0;
        long from = fromMillis - grid.phaseMillis();
        long to = toMillis - grid.phaseMillis();
        MonthTable[] tables = months.inOrder();
        for (int i = months.indexEndingAfter(from); i < tables.length && tables[i].startMillis < to; i++) {
            long block = tables[i].block(handle);
            if (block != 0) {
                count += IntervalBlock.countPresent(
                        block, slotAtOrAfter(tables[i], grid, from), slotAtOrAfter(tables[i], grid, to));
            }
        }
        return count;
    }

    /** Condition code of an interval; {@link ConditionCode#ABSENT} when it is not there. */
    int conditionAt(int handle, IntervalGrid grid, long atMillis) {
        long shifted = atMillis - grid.phaseMillis();
        MonthTable table = months.get(Months.clamped(shifted));
        long block = table == null ? 0 : table.block(handle);
        if (block == 0) {
            return ConditionCode.ABSENT;
        }
        int slot = (int) ((shifted - table.startMillis) / grid.lengthMillis());
        return IntervalBlock.isPresent(block, slot) ? condition(table, handle, block, slot) : ConditionCode.ABSENT;
    }

    private static int condition(MonthTable table, int handle, long block, int slot) {
        return IntervalBlock.hasConditions(block)
                ? UnsafeApi.getInt(table.conditions(handle) + 4L * slot)
                : ConditionCode.REGULAR;
    }

    private static void setCondition(MonthTable table, int handle, long block, int slots, int slot, int condition) {
        long conditions;
        if (IntervalBlock.hasConditions(block)) {
            conditions = table.conditions(handle);
        } else {
            conditions = table.allocateConditions(handle, slots);
            for (int i = 0; i < slots; i++) {
                UnsafeApi.putInt(conditions + 4L * i, ConditionCode.REGULAR);
            }
        }
        UnsafeApi.putInt(conditions + 4L * slot, condition);
    }

    /** The slot of a month at or after an instant (phase taken off), from 0 to the number of slots. */
    private static int slotAtOrAfter(MonthTable table, IntervalGrid grid, long shifted) {
        if (shifted <= table.startMillis) {
            return 0;
        }
        long length = grid.lengthMillis();
        if (shifted >= table.endMillis) {
            return IntervalBlock.slots(table.month, length);
        }
        return (int) ((shifted - table.startMillis + length - 1) / length);
    }
}
