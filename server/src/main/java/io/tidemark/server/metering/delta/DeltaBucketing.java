package io.tidemark.server.metering.delta;

import io.tidemark.server.metering.grid.Period;
import java.time.ZoneId;

/**
 * Sums the deltas of one component by quarter, hour, day or month of a service point's calendar (rollover rules,
 * "Aggregation"). For one thread at a time.
 *
 * <p>A delta belongs to the bucket that holds its time, which is the time of the reading it ends at. Buckets without any
 * delta are not reported: a bucket's counts are of deltas, and where no reading came there is none to count (what ought
 * to have come is what gaps and coverage tell). A bucket whose deltas are all NaN is reported with the sum 0.
 *
 * <p>Deltas may come in pieces, in ascending order; a bucket is reported once a later one begins or at {@link #finish}.
 */
public final class DeltaBucketing {

    private static final Period NO_BUCKET = new Period(0, 0);

    private final BucketCalendar calendar;
    private final DeltaSum sum;
    private Period bucket = NO_BUCKET;
    private int valid;
    private int corrected;
    private int missing;

    /**
     * Buckets of one unit.
     *
     * @param zone the zone whose legal time counts
     * @param decimals the decimals of the register, {@link DeltaSettings#NO_DECIMALS} when not known; with decimals sums
     *     are exact
     */
    public DeltaBucketing(BucketUnit unit, ZoneId zone, int decimals) {
        this.calendar = new BucketCalendar(unit, zone);
        this.sum = new DeltaSum(decimals);
    }

    /** Takes the next deltas; buckets that are complete are appended to {@code out}. */
    public void add(DeltaColumns deltas, DeltaBuckets out) {
        long[] at = deltas.atMillis();
        for (int i = 0; i < deltas.size(); i++) {
            if (!bucket.contains(at[i])) {
                finish(out);
                bucket = calendar.bucketOf(at[i]);
            }
            count(deltas.deltas()[i], deltas.flags()[i]);
        }
    }

    /** Appends the bucket that is not complete yet, if there is one, and begins anew. */
    public void finish(DeltaBuckets out) {
        if (valid + corrected + missing > 0) {
            out.append(bucket.fromMillis(), bucket.toMillis(), sum.value(), valid, corrected, missing);
        }
        bucket = NO_BUCKET;
        sum.clear();
        valid = 0;
        corrected = 0;
        missing = 0;
    }

    private void count(double delta, byte flag) {
        if (Double.isNaN(delta)) {
            missing++;
            return;
        }
        sum.add(delta);
        if (flag == DeltaFlag.NORMAL.code() || !DeltaFlag.ofCode(flag).isCorrection()) {
            valid++;
        } else {
            corrected++;
        }
    }
}
