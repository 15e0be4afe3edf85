package io.tidemark.server.metering.review.coverage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * A range cut at the beginnings of the local days or months of one zone; the first and the last may be cut short by the
 * range. Made once for all components of a zone. Immutable.
 */
public final class CoverageBuckets {

    /** How long a bucket is. */
    public enum By {
        DAY,
        MONTH
    }

    /** The most buckets of one answer: ten years of days. */
    public static final int BUCKETS_MAX = 3_660;

    /** Beginnings of the buckets, then the end of the last. */
    private final long[] boundsMillis;

    private CoverageBuckets(long[] boundsMillis) {
        this.boundsMillis = boundsMillis;
    }

    /**
     * Cuts {@code [fromMillis, toMillis)}.
     *
     * @throws IllegalArgumentException when the range is empty or holds more than {@link #BUCKETS_MAX} buckets
     */
    public static CoverageBuckets of(ZoneId zone, By by, long fromMillis, long toMillis) {
        if (fromMillis >= toMillis) {
            throw new IllegalArgumentException(
                    "range from " + fromMillis + " to " + toMillis + " is empty; let it end after it begins");
        }
        LocalDate first = LocalDate.ofInstant(Instant.ofEpochMilli(fromMillis), zone);
        LocalDate next = by == By.DAY ? first : first.withDayOfMonth(1);
        long[] bounds = new long[32];
        bounds[0] = fromMillis;
        int size = 1;
        long at = fromMillis;
        while (at < toMillis) {
            next = by == By.DAY ? next.plusDays(1) : next.plusMonths(1);
            at = next.atStartOfDay(zone).toInstant().toEpochMilli();
            if (at <= fromMillis) {
                continue;
            }
            if (size > BUCKETS_MAX) {
                throw new IllegalArgumentException("range from " + fromMillis + " to " + toMillis + " holds more than "
                        + BUCKETS_MAX + " buckets; ask for a shorter range or for months");
            }
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, size * 2);
            }
            bounds[size++] = Math.min(at, toMillis);
        }
        return new CoverageBuckets(Arrays.copyOf(bounds, size));
    }

    /** How many there are, at least 1. */
    public int size() {
        return boundsMillis.length - 1;
    }

    /** The first instant of a bucket, epoch milliseconds. */
    public long fromMillis(int bucket) {
        return boundsMillis[bucket];
    }

    /** The first instant after a bucket, which is the first of the next. */
    public long toMillis(int bucket) {
        return boundsMillis[bucket + 1];
    }

    /** The bucket that an instant within the range lies in; -1 when it lies outside. */
    public int bucketOf(long atMillis) {
        int found = Arrays.binarySearch(boundsMillis, atMillis);
        int bucket = found >= 0 ? found : -found - 2;
        return bucket < size() ? bucket : -1;
    }
}
