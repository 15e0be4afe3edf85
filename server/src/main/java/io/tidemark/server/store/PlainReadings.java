package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.condition.ConditionCode;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Stores stretches of readings in whose way nothing stands: of one instant, regular and finite, of installed interval
 * components of one grid that all have a block in the month and nothing at that instant yet. Nearly all readings come so.
 *
 * <p>A stretch is looked at whole before any of it is stored. The look asks for all the memory that the stores will go to, so that many cache lines come at once instead of one after the other.
 * A stretch that is not plain is left alone, for the general way.
 *
 * <p>Columns are read where they lie, so only on machines whose byte order is that of the wire; on others nothing is plain.
 * Writer thread only.
 */
final class PlainReadings {

    /** Readings looked at together: their cache lines fit into the first cache beside everything else. */
    static final int STRETCH = 64;

    private static final boolean HAS_WIRE_ORDER = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long BYTES = UnsafeApi.arrayBaseOffset(byte[].class);

    /** All bits of a double's exponent: set in NaN and the infinities only. */
    private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

    private static final long FLAGS = IntervalBlock.WIDE | IntervalBlock.HAS_CONDITIONS;

    private final ReadingStore store;
    private final ComponentColumns components;
    private final TouchedComponents touched;
    private final long[] lanes = new long[STRETCH];

    // Where an instant's readings go, for components of one grid; found once for the batches of an instant.
    private long spotMillis = Long.MIN_VALUE;
    private int spotLength;
    private int spotPhase;
    private MonthTable spotTable;
    private int spotSlot;
    private int spotRow;
    private long bit;

    // The same as distances from a lane, for the width of the stretch's blocks.
    private long wordOffset;
    private long valueOffset;

    /** Keeps the looking from being optimised away. */
    private long seen;

    PlainReadings(ReadingStore store, TouchedComponents touched) {
        this.store = store;
        this.components = store.components();
        this.touched = touched;
    }

    /**
     * Stores the readings [from, to) of a batch of columns, at most {@link #STRETCH}, if they are plain.
     *
     * @return how many of them, counted from {@code from}, are stored; the others are as if never looked at
     */
    int store(BatchView batch, int from, int to, long earliestMillis, long latestMillis) {
        return HAS_WIRE_ORDER
                        && isOfOneInstant(batch, from, to)
                        && isRegularAndFinite(batch, from, to)
                        && findSpot(batch.handle(from), batch.timeMillis(from), earliestMillis, latestMillis)
                        && hasFreeWay(batch, from, to)
                ? put(batch, from, to)
                : 0;
    }

    /** Whether the readings [from, to) have one time; on a machine of the other byte order it may say no. */
    static boolean isOfOneInstant(BatchView batch, int from, int to) {
        if (batch.hasCommonTime()) {
            return true;
        }
        byte[] bytes = batch.bytes();
        long first = batch.timeMillis(from);
        long differs = 0;
        long end = BYTES + batch.timeOffset(to);
        for (long at = BYTES + batch.timeOffset(from); at < end; at += Long.BYTES) {
            differs |= UnsafeApi.getLong(bytes, at) ^ first;
        }
        return differs == 0;
    }

    private static boolean isRegularAndFinite(BatchView batch, int from, int to) {
        byte[] bytes = batch.bytes();
        long finite = -1;
        long valuesEnd = BYTES + batch.valueOffset(to);
        for (long at = BYTES + batch.valueOffset(from); at < valuesEnd; at += Long.BYTES) {
            // Negative unless every bit of the exponent is set.
            finite &= (UnsafeApi.getLong(bytes, at) & EXPONENT) - EXPONENT;
        }
        if (batch.hasCommonCondition()) {
            return finite < 0 && batch.commonCondition() == ConditionCode.REGULAR;
        }
        int differs = 0;
        long conditionsEnd = BYTES + batch.conditionOffset(to);
        for (long at = BYTES + batch.conditionOffset(from); at < conditionsEnd; at += Integer.BYTES) {
            differs |= UnsafeApi.getInt(bytes, at) ^ ConditionCode.REGULAR;
        }
        return finite < 0 && differs == 0;
    }

    /** Finds where the readings of an instant go; false when they are to be refused, or go where nothing is yet. */
    private boolean findSpot(int handle, long at, long earliestMillis, long latestMillis) {
        if (!components.isRegistered(handle)) {
            return false;
        }
        int length = components.intervalMillis[handle];
        int phase = components.phaseMillis[handle];
        if (length == 0 || BatchWriter.refusalOfTime(at, earliestMillis, latestMillis) != null) {
            return false;
        }
        if (at == spotMillis && length == spotLength && phase == spotPhase && spotTable.isOpen()) {
            return true;
        }
        spotMillis = Long.MIN_VALUE;
        long shifted = at - phase;
        spotTable = store.directory().get(Months.of(shifted));
        if (spotTable == null || Math.floorMod(shifted, (long) length) != 0) {
            return false;
        }
        spotSlot = (int) ((shifted - spotTable.startMillis) / length);
        spotRow = IntervalBlock.presenceRows(IntervalBlock.slots(spotTable.month, length)) + spotSlot;
        bit = 1L << spotSlot;
        spotMillis = at;
        spotLength = length;
        spotPhase = phase;
        return true;
    }

    /** Looks the lanes up, and into them. A handle that has a block in the month is a registered component's. */
    private boolean hasFreeWay(BatchView batch, int from, int to) {
        byte[] bytes = batch.bytes();
        long handles = BYTES + batch.handleOffset(from);
        long[] blocks = spotTable.blocks();
        int[] lengths = components.intervalMillis;
        int[] phases = components.phaseMillis;
        long[] installedFrom = components.installedFromMillis;
        long[] installedTo = components.installedToMillis;
        int bound = Math.min(blocks.length, components.bound);
        long at = spotMillis;
        int handle = batch.handle(from);
        long first = Integer.compareUnsigned(handle, bound) < 0 ? blocks[handle] : 0;
        int shift = IntervalBlock.rowShift(first);
        wordOffset = (long) (spotSlot >>> 6) << shift;
        valueOffset = (long) spotRow << shift;
        long taken = 0;
        long looked = 0;
        for (int k = 0; k < to - from; k++) {
            handle = UnsafeApi.getInt(bytes, handles + ((long) k << 2));
            if (Integer.compareUnsigned(handle, bound) >= 0) {
                return false;
            }
            long block = blocks[handle];
            if (block == 0
                    || ((block ^ first) & FLAGS) != 0
                    || lengths[handle] != spotLength
                    || phases[handle] != spotPhase
                    || at < installedFrom[handle]
                    || at >= installedTo[handle]) {
                return false;
            }
            long lane = IntervalBlock.addressOf(block);
            taken |= UnsafeApi.getLong(lane + wordOffset);
            looked += UnsafeApi.getLong(lane + valueOffset);
            lanes[k] = lane;
        }
        seen = looked;
        return (taken & bit) == 0 && !IntervalBlock.hasConditions(first);
    }

    /** Stores them; stops before one that came twice in the stretch. */
    private int put(BatchView batch, int from, int to) {
        byte[] bytes = batch.bytes();
        long handles = BYTES + batch.handleOffset(from);
        long values = BYTES + batch.valueOffset(from);
        long[] words = touched.words();
        long wordAt = wordOffset;
        long valueAt = valueOffset;
        long mask = bit;
        int count = to - from;
        for (int k = 0; k < count; k++) {
            long lane = lanes[k];
            long word = UnsafeApi.getLong(lane + wordAt);
            if ((word & mask) != 0) {
                return k;
            }
            UnsafeApi.putLong(lane + valueAt, UnsafeApi.getLong(bytes, values + ((long) k << 3)));
            UnsafeApi.putLong(lane + wordAt, word | mask);
            int handle = UnsafeApi.getInt(bytes, handles + ((long) k << 2));
            long touch = 1L << handle;
            // Nearly always set already; a store each would make the next reading wait for it.
            if ((words[handle >>> 6] & touch) == 0) {
                words[handle >>> 6] |= touch;
            }
        }
        return count;
    }
}
