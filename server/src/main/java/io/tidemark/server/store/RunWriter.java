package io.tidemark.server.store;

import io.tidemark.server.batch.BatchView;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.v1.RejectionReason;
import org.agrona.UnsafeApi;

/**
 * Puts runs of consecutive intervals into the store: a month's part of a run is copied in one go where nothing stands in
 * its way (all values finite and regular, no reading there yet, no condition codes in the block), else value by value.
 *
 * <p>Writer thread only, under the state's write lock.
 */
final class RunWriter {

    private static final long EXPONENT = 0x7FF0_0000_0000_0000L;

    private final ReadingStore store;
    private final ComponentColumns components;
    private final TouchedComponents touched;
    private final ReadingListener listener;
    private final BatchWriter single;

    RunWriter(ReadingStore store, TouchedComponents touched, ReadingListener listener, BatchWriter single) {
        this.store = store;
        this.components = store.components();
        this.touched = touched;
        this.listener = listener;
        this.single = single;
    }

    void apply(BatchView batch, long earliestMillis, long latestMillis, BatchOutcome outcome) {
        int value = 0;
        for (int run = 0; run < batch.rows(); run++) {
            int handle = batch.handle(run);
            int count = batch.count(run);
            RejectionReason refused = !components.isRegistered(handle)
                    ? RejectionReason.UNKNOWN_COMPONENT
                    : components.intervalMillis[handle] == 0 ? RejectionReason.NOT_AN_INTERVAL_COMPONENT : null;
            if (refused != null) {
                for (int k = 0; k < count; k++) {
                    outcome.reject(value + k, refused);
                }
            } else {
                run(batch, handle, batch.timeMillis(run), count, value, earliestMillis, latestMillis, outcome);
            }
            value += count;
        }
    }

    private void run(
            BatchView batch,
            int handle,
            long start,
            int count,
            int firstValue,
            long earliestMillis,
            long latestMillis,
            BatchOutcome outcome) {
        int length = components.intervalMillis[handle];
        long end = start + (long) (count - 1) * length;
        boolean isPlain = batch.hasCommonCondition()
                && batch.commonCondition() == ConditionCode.REGULAR
                && !listener.wantsChanges()
                && start <= end
                && BatchWriter.refusalOfTime(start, earliestMillis, latestMillis) == null
                && end <= latestMillis
                && Math.floorMod(start - components.phaseMillis[handle], (long) length) == 0
                && start >= components.installedFromMillis[handle]
                && end < components.installedToMillis[handle]
                && allFinite(batch, firstValue, count);
        int done = 0;
        while (isPlain && done < count) {
            int stored = plainPart(batch, handle, start + (long) done * length, count - done, firstValue + done);
            if (stored == 0) {
                break;
            }
            outcome.accept(stored);
            done += stored;
        }
        if (done > 0) {
            touched.mark(handle);
        }
        for (int k = done; k < count; k++) {
            long at = start + (long) k * length;
            if (at < start) {
                outcome.reject(firstValue + k, RejectionReason.TOO_FAR_IN_FUTURE);
            } else {
                single.general(
                        handle,
                        at,
                        batch.valueBits(firstValue + k),
                        batch.condition(firstValue + k),
                        firstValue + k,
                        earliestMillis,
                        latestMillis,
                        outcome);
            }
        }
    }

    /** Copies as many values as lie in one month, if nothing is there yet; how many, or 0 when the way is not free. */
    private int plainPart(BatchView batch, int handle, long at, int left, int value) {
        int length = components.intervalMillis[handle];
        long shifted = at - components.phaseMillis[handle];
        MonthTable table = store.directory().at(shifted);
        int slots = IntervalBlock.slots(table.month, length);
        int slot = (int) ((shifted - table.startMillis) / length);
        int part = Math.min(left, slots - slot);
        long block = table.block(handle);
        if (block == 0) {
            listener.monthOpened(handle, at);
            block = table.allocateInterval(handle, slots, components.bound);
        }
        if (IntervalBlock.hasConditions(block)
                || IntervalBlock.nextSlot(block, slot, slot + part, true) < slot + part) {
            return 0;
        }
        long address = IntervalBlock.valueAddress(block, slots, slot);
        int shift = IntervalBlock.rowShift(block);
        for (int k = 0; k < part; k++) {
            UnsafeApi.putLong(address + ((long) k << shift), batch.valueBits(value + k));
        }
        IntervalBlock.setPresent(block, slot, slot + part);
        return part;
    }

    private static boolean allFinite(BatchView batch, int firstValue, int count) {
        for (int k = 0; k < count; k++) {
            if ((batch.valueBits(firstValue + k) & EXPONENT) == EXPONENT) {
                return false;
            }
        }
        return true;
    }
}
