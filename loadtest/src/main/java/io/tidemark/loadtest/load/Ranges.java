package io.tidemark.loadtest.load;

import com.google.protobuf.Timestamp;
import io.tidemark.v1.TimeRange;

/** Ranges of time as requests bear them. */
public final class Ranges {

    private Ranges() {}

    /** From one instant to before another, epoch milliseconds. */
    public static TimeRange of(long fromMillis, long toMillis) {
        return TimeRange.newBuilder()
                .setStartTime(timestamp(fromMillis))
                .setEndTime(timestamp(toMillis))
                .build();
    }

    private static Timestamp timestamp(long millis) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(millis, 1_000L))
                .setNanos((int) Math.floorMod(millis, 1_000L) * 1_000_000)
                .build();
    }
}
