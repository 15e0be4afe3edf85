package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.v1.ReadingNotice;
import io.tidemark.v1.RejectionReason;
import org.agrona.UnsafeApi;

/**
 * Puts the readings of a batch into the store: the loop through which every reading passes.
 *
 * <p>A reading that is refused costs itself only. Most come in stretches in whose way nothing stands and go the way of {@link
 * PlainReadings}. The others are looked at one by one: a new regular value in an existing block is still three stores,
 * everything else (scalars, corrections, codes, new months) takes the general way of {@link ReadingStore}. Nothing is
 * allocated but blocks and the lists of what was refused.
 *
 * <p>Writer thread only, under the state's write lock.
 */
public final class BatchWriter {

    /** All bits of a double's exponent: set in NaN and the infinities only. */
    private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

    private final ReadingStore store;
    private final ComponentColumns components;
    private final TouchedComponents touched;
    private final ReadingListener listener;
    private final PlainReadings plain;
    private final RunWriter runs;

    private final ReadingColumns going = new ReadingColumns();

    /** A writer into a store. */
    public BatchWriter(ReadingStore store, TouchedComponents touched, ReadingListener listener) {
        this.store = store;
        this.components = store.components();
        this.touched = touched;
        this.listener = listener;
        this.plain = new PlainReadings(store, touched);
        this.runs = new RunWriter(store, touched, listener, this);
    }

    /**
     * Applies a batch.
     *
     * @param latestMillis readings later than this are refused, epoch milliseconds
     * @param earliestMillis readings earlier than this are refused: the beginning of what is kept
     */
    public void apply(BatchView batch, long earliestMillis, long latestMillis, BatchOutcome outcome) {
        switch (batch.kind()) {
            case EMPTY -> {}
            case COLUMNS -> columns(batch, earliestMillis, Math.min(latestMillis, Months.END_MILLIS - 1), outcome);
            case RUNS -> runs.apply(batch, earliestMillis, Math.min(latestMillis, Months.END_MILLIS - 1), outcome);
            case DELETIONS -> deletions(batch, outcome);
        }
    }

    private void columns(BatchView batch, long earliestMillis, long latestMillis, BatchOutcome outcome) {
        int rows = batch.rows();
        for (int from = 0; from < rows; ) {
            int to = Math.min(rows, from + PlainReadings.STRETCH);
            int stored = listener.wantsChanges() ? 0 : plain.store(batch, from, to, earliestMillis, latestMillis);
            outcome.accept(stored);
            oneByOne(batch, from + stored, to, earliestMillis, latestMillis, outcome);
            from = to;
        }
    }

    /** The readings [from, to). */
    private void oneByOne(
            BatchView batch, int from, int to, long earliestMillis, long latestMillis, BatchOutcome outcome) {
        byte[] flags = components.flags;
        int[] intervalMillis = components.intervalMillis;
        int[] phaseMillis = components.phaseMillis;
        long[] installedFrom = components.installedFromMillis;
        long[] installedTo = components.installedToMillis;
        int bound = components.bound;
        long[] touchedWords = touched.words();
        boolean wantsChanges = listener.wantsChanges();

        MonthTable table = null;
        long[] blocks = null;
        long lastTime = Long.MIN_VALUE;
        int lastLength = -1;
        int lastPhase = -1;
        int slot = -1;
        int slots = 0;

        for (int i = from; i < to; i++) {
            int handle = batch.handle(i);
            if (handle <= 0 || handle >= bound || flags[handle] == 0) {
                outcome.reject(i, RejectionReason.UNKNOWN_COMPONENT);
                continue;
            }
            long at = batch.timeMillis(i);
            int length = intervalMillis[handle];
            int condition = batch.condition(i);
            long bits = batch.valueBits(i);
            if (length == 0 || condition != ConditionCode.REGULAR) {
                general(handle, at, bits, condition, i, earliestMillis, latestMillis, outcome);
                continue;
            }
            int phase = phaseMillis[handle];
            if (at != lastTime || length != lastLength || phase != lastPhase) {
                RejectionReason refused = refusalOfTime(at, earliestMillis, latestMillis);
                long shifted = at - phase;
                if (refused == null && Math.floorMod(shifted, (long) length) != 0) {
                    refused = RejectionReason.OFF_GRID;
                }
                if (refused != null) {
                    outcome.reject(i, refused);
                    continue;
                }
                if (table == null || shifted < table.startMillis || shifted >= table.endMillis) {
                    table = store.directory().at(shifted);
                    table.ensureHandles(bound);
                    blocks = table.blocks();
                }
                slot = (int) ((shifted - table.startMillis) / length);
                slots = IntervalBlock.slots(table.month, length);
                lastTime = at;
                lastLength = length;
                lastPhase = phase;
            }
            if ((bits & EXPONENT) == EXPONENT) {
                outcome.reject(i, RejectionReason.NOT_FINITE);
                continue;
            }
            long block = blocks[handle];
            if (block == 0) {
                listener.monthOpened(handle, at);
                block = table.allocateInterval(handle, slots, bound);
                blocks = table.blocks();
                wantsChanges = listener.wantsChanges();
            }
            long word = IntervalBlock.presenceWord(block, slot);
            long bit = 1L << slot;
            if ((word & bit) != 0 || IntervalBlock.hasConditions(block)) {
                general(handle, at, bits, condition, i, earliestMillis, latestMillis, outcome);
                continue;
            }
            UnsafeApi.putLong(IntervalBlock.valueAddress(block, slots, slot), bits);
            IntervalBlock.setPresenceWord(block, slot, word | bit);
            touchedWords[handle >>> 6] |= 1L << handle;
            outcome.accept(1);
            if (at < installedFrom[handle] || at >= installedTo[handle]) {
                noticeUnlessInstalled(handle, at, i, outcome);
            }
            if (wantsChanges) {
                listener.changed(handle, at);
            }
        }
    }

    /** The way of every reading that is not a new regular interval in an existing block. The handle is registered. */
    void general(
            int handle,
            long at,
            long bits,
            int condition,
            int index,
            long earliestMillis,
            long latestMillis,
            BatchOutcome outcome) {
        int length = components.intervalMillis[handle];
        RejectionReason refused = refusalOfTime(at, earliestMillis, latestMillis);
        if (refused == null) {
            refused = refusalOfReading(handle, at, bits, condition, length);
        }
        if (refused != null) {
            outcome.reject(index, refused);
            return;
        }
        if (!store.hasBlock(handle, at)) {
            listener.monthOpened(handle, at);
        }
        Put put = store.put(handle, at, Double.longBitsToDouble(bits), condition);
        outcome.count(put, index);
        if (put == Put.STORED || put == Put.REPLACED) {
            touched.mark(handle);
            if (at < components.installedFromMillis[handle] || at >= components.installedToMillis[handle]) {
                noticeUnlessInstalled(handle, at, index, outcome);
            }
            if (listener.wantsChanges()) {
                listener.changed(handle, at);
            }
        }
    }

    /**
     * Stores one reading that estimation made or somebody settled. It was checked before: the handle is registered, the
     * instant storable and on the grid. The value may be NaN where the code says that nothing was read.
     */
    public Put settle(int handle, long at, double value, int condition) {
        if (!store.hasBlock(handle, at)) {
            listener.monthOpened(handle, at);
        }
        Put put = store.put(handle, at, value, condition);
        if (put == Put.STORED || put == Put.REPLACED) {
            touched.mark(handle);
            if (listener.wantsChanges()) {
                listener.changed(handle, at);
            }
        }
        return put;
    }

    private RejectionReason refusalOfReading(int handle, long at, long bits, int condition, int length) {
        if (!ConditionCode.isValid(condition)) {
            return RejectionReason.BAD_CONDITION;
        }
        double value = Double.longBitsToDouble(bits);
        if (length == 0) {
            return Double.isInfinite(value)
                    ? RejectionReason.NOT_FINITE
                    : store.hasRoom(handle, at) ? null : RejectionReason.TOO_DENSE;
        }
        if (Math.floorMod(at - components.phaseMillis[handle], (long) length) != 0) {
            return RejectionReason.OFF_GRID;
        }
        return Double.isFinite(value) ? null : RejectionReason.NOT_FINITE;
    }

    static RejectionReason refusalOfTime(long at, long earliestMillis, long latestMillis) {
        if (at > latestMillis) {
            return RejectionReason.TOO_FAR_IN_FUTURE;
        }
        // A day is left free at the beginning, so that taking off a phase stays within the months.
        if (at < Months.BEGIN_MILLIS + 86_400_000L) {
            return RejectionReason.TOO_FAR_IN_PAST;
        }
        return at < earliestMillis ? RejectionReason.BEFORE_RETENTION : null;
    }

    void noticeUnlessInstalled(int handle, long at, int index, BatchOutcome outcome) {
        if (!listener.isInstalled(handle, at)) {
            outcome.notice(index, ReadingNotice.OUTSIDE_INSTALLED_TIME);
        }
    }

    private void deletions(BatchView batch, BatchOutcome outcome) {
        for (int i = 0; i < batch.rows(); i++) {
            int handle = batch.handle(i);
            // Nothing lies outside the months, and what follows reckons with instants inside them.
            long from = Months.storable(batch.timeMillis(i));
            long to = Months.storable(batch.endMillis(i));
            if (!components.isRegistered(handle)) {
                outcome.reject(i, RejectionReason.UNKNOWN_COMPONENT);
            } else if (batch.timeMillis(i) >= batch.endMillis(i)) {
                outcome.reject(i, RejectionReason.EMPTY_RANGE);
            } else {
                delete(handle, from, to, outcome);
            }
        }
    }

    private void delete(int handle, long from, long to, BatchOutcome outcome) {
        going.clear();
        if (listener.wantsChanges()) {
            store.copy(handle, from, to, going);
        }
        // What the range holds besides was missing before, and its mark may have been set by hand behind it.
        long first = store.instants(handle).firstAtOrAfter(from);
        long last = store.instants(handle).lastAtOrBefore(to - 1);
        int deleted = store.delete(handle, from, to);
        outcome.accept(deleted);
        if (deleted > 0) {
            listener.deleted(handle, first, last + 1);
            for (int k = 0; k < going.count; k++) {
                listener.gone(handle, going.atMillis[k]);
            }
        }
    }
}
