package io.tidemark.client;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.tidemark.v1.TimeRange;
import java.time.Instant;

/** Instants and ranges, to and from the contract's messages. All of them have whole milliseconds. */
public final class Times {

    /** In columns: there is no such instant. */
    public static final long NONE = Long.MIN_VALUE;

    private Times() {}

    /** The range [from, to). */
    public static TimeRange range(Instant from, Instant to) {
        return range(from.toEpochMilli(), to.toEpochMilli());
    }

    /** The range [fromMillis, toMillis), epoch milliseconds. */
    public static TimeRange range(long fromMillis, long toMillis) {
        return TimeRange.newBuilder()
                .setStartTime(Timestamps.fromMillis(fromMillis))
                .setEndTime(Timestamps.fromMillis(toMillis))
                .build();
    }

    /** An instant as a message; what lies below a millisecond is cut off. */
    public static Timestamp timestamp(Instant instant) {
        return Timestamps.fromMillis(instant.toEpochMilli());
    }

    /** An instant from a message. */
    public static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
