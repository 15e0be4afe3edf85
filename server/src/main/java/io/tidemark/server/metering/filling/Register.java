package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.condition.ConditionCode;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A register: its reads and what is known of how it counts.
 *
 * <p>A <em>good</em> read is measured or manual, with a value. Two reads are of one device when no device change lies
 * between them; a read at the very instant of a change is of the new device.
 *
 * @param number the caller's number for it, given back in evidence and dependencies
 * @param reads its reads
 * @param counting how it counts
 * @param deviceChangesMillis when its device was changed, ascending, epoch milliseconds
 */
public record Register(int number, RegisterReads reads, Counting counting, long... deviceChangesMillis) {

    /** How many reads are looked at for a good one before the search ends without. */
    public static final int READS_WALKED_MAX = 10_000;

    /** Copies the changes, so that the record never changes. */
    public Register {
        deviceChangesMillis = deviceChangesMillis.clone();
    }

    /** The latest good read at or before the instant; {@code null} when there is none. */
    public Read lastGoodAtOrBefore(long atMillis) {
        long at = reads.lastAtOrBefore(atMillis);
        for (int i = 0; i < READS_WALKED_MAX && at != RegisterReads.NONE_BEFORE; i++) {
            Read read = at(at);
            if (isGood(read)) {
                return read;
            }
            at = reads.lastAtOrBefore(at - 1);
        }
        return null;
    }

    /** The earliest good read at or after the instant; {@code null} when there is none. */
    public Read firstGoodAtOrAfter(long atMillis) {
        long at = reads.firstAtOrAfter(atMillis);
        for (int i = 0; i < READS_WALKED_MAX && at != RegisterReads.NONE_AFTER; i++) {
            Read read = at(at);
            if (isGood(read)) {
                return read;
            }
            at = reads.firstAtOrAfter(at + 1);
        }
        return null;
    }

    /** The read at this instant, which there is. */
    public Read at(long atMillis) {
        return new Read(atMillis, reads.valueAt(atMillis), reads.conditionAt(atMillis));
    }

    /** Whether a read is measured or manual and has a value. */
    public static boolean isGood(Read read) {
        return ConditionCode.isActual(read.condition()) && Double.isFinite(read.value());
    }

    /** Whether both instants are of one device; the first is the earlier. */
    public boolean sameDevice(long firstMillis, long secondMillis) {
        int index = Arrays.binarySearch(deviceChangesMillis, firstMillis);
        int next = index >= 0 ? index + 1 : -index - 1;
        return next >= deviceChangesMillis.length || deviceChangesMillis[next] > secondMillis;
    }

    /**
     * How far the register went from one read to a later one, exact in decimals; {@code null} when that cannot be told:
     * another device, or a forward register that fell and did not roll over.
     */
    public BigDecimal difference(Read first, Read second) {
        return sameDevice(first.atMillis(), second.atMillis())
                ? counting.difference(first.value(), second.value())
                : null;
    }
}
