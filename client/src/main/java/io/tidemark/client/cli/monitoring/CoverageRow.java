package io.tidemark.client.cli.monitoring;

import io.tidemark.v1.CoverageBounds;
import io.tidemark.v1.ReadCoverageResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Coverage of one component, bucket by bucket.
 *
 * @param component its id
 * @param zone the zone in whose days or months the buckets lie
 * @param fromMillis first instant of each bucket, epoch milliseconds
 * @param counts for each bucket: expected, measured, manual, estimated, missing
 */
record CoverageRow(String component, ZoneId zone, long[] fromMillis, int[][] counts) {

    static final int EXPECTED = 0;
    static final int MEASURED = 1;
    static final int MANUAL = 2;
    static final int ESTIMATED = 3;
    static final int MISSING = 4;

    /** What {@link #shade} answers when nothing was expected. */
    static final int NOTHING_EXPECTED = -1;

    /** The rows of one message. */
    static List<CoverageRow> of(ReadCoverageResponse answer) {
        List<ZoneId> zones = new ArrayList<>(answer.getBoundsCount());
        List<long[]> from = new ArrayList<>(answer.getBoundsCount());
        for (CoverageBounds bounds : answer.getBoundsList()) {
            zones.add(ZoneId.of(bounds.getTimeZone()));
            from.add(bounds.getFromMillisList().stream()
                    .mapToLong(Long::longValue)
                    .toArray());
        }
        List<CoverageRow> rows = new ArrayList<>(answer.getComponentCount());
        int at = 0;
        for (int i = 0; i < answer.getComponentCount(); i++) {
            int index = answer.getBoundsIndex(i);
            int[][] counts = new int[from.get(index).length][];
            for (int b = 0; b < counts.length; b++, at++) {
                counts[b] = new int[] {
                    answer.getExpected(at),
                    answer.getMeasured(at),
                    answer.getManual(at),
                    answer.getEstimated(at),
                    answer.getMissing(at)
                };
            }
            rows.add(new CoverageRow(answer.getComponent(i), zones.get(index), from.get(index), counts));
        }
        return rows;
    }

    /** Received (measured and manual) of expected in a bucket, 0 to 100; or {@link #NOTHING_EXPECTED}. */
    int shade(int bucket) {
        int[] of = counts[bucket];
        if (of[EXPECTED] == 0) {
            return NOTHING_EXPECTED;
        }
        return (int) (100L * (of[MEASURED] + of[MANUAL]) / of[EXPECTED]);
    }

    /** Estimated of expected in a bucket, 0 to 100. */
    int estimatedShare(int bucket) {
        int[] of = counts[bucket];
        return of[EXPECTED] == 0 ? 0 : (int) (100L * of[ESTIMATED] / of[EXPECTED]);
    }

    /** The local date on which a bucket begins; of one that the range cuts, the date of the cut. */
    LocalDate date(int bucket) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(fromMillis[bucket]), zone);
    }
}
