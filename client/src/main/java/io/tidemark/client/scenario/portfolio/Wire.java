package io.tidemark.client.scenario.portfolio;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.v1.TimeRange;
import java.time.Instant;

/** Times between {@code java.time} and the contract. */
public final class Wire {

    private Wire() {}

    /** The instant as it is, finer parts than a millisecond included: the server refuses those. */
    public static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    /** The duration as it is. */
    public static Duration duration(java.time.Duration length) {
        // protobuf wants the sign of the nanos to be that of the seconds.
        long seconds = length.getSeconds();
        int nanos = length.getNano();
        if (seconds < 0 && nanos > 0) {
            seconds++;
            nanos -= 1_000_000_000;
        }
        return Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }

    /** A range; a bound that was not given stays absent, for the server to ask for. */
    public static TimeRange range(Instant from, Instant to) {
        TimeRange.Builder range = TimeRange.newBuilder();
        if (from != null) {
            range.setStartTime(timestamp(from));
        }
        if (to != null) {
            range.setEndTime(timestamp(to));
        }
        return range.build();
    }

    /** The instant of a timestamp. */
    public static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
