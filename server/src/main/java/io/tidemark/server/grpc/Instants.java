package io.tidemark.server.grpc;

import com.google.protobuf.Timestamp;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.TimeRange;
import java.time.Instant;

/** Instants and ranges of requests, checked and turned into epoch milliseconds. */
final class Instants {

    /** A half-open range, epoch milliseconds. */
    record Range(long fromMillis, long toMillis) {}

    private static final long RANGE_MILLIS_MAX = 36_525L * 86_400_000L;
    private static final long SECONDS_MIN = -62_135_596_800L;
    private static final long SECONDS_MAX = 253_402_300_799L;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Instants() {}

    /**
     * The instant of a field.
     *
     * @param timestamp null when the field is not set
     * @throws Refusal when it is missing, out of range or finer than milliseconds
     */
    static long millis(Timestamp timestamp, String field) {
        if (timestamp == null) {
            throw Refusal.invalid("MISSING_FIELD", field, "not set", "an instant is required");
        }
        long seconds = timestamp.getSeconds();
        int nanos = timestamp.getNanos();
        if (seconds < SECONDS_MIN || seconds > SECONDS_MAX || nanos < 0 || nanos > 999_999_999) {
            throw Refusal.invalid(
                    "BAD_INSTANT",
                    field,
                    seconds + " s " + nanos + " ns",
                    "an instant lies between 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z");
        }
        if (nanos % NANOS_PER_MILLI != 0) {
            throw Refusal.invalid(
                    "BAD_INSTANT",
                    field,
                    Instant.ofEpochSecond(seconds, nanos),
                    "instants have whole milliseconds; round it");
        }
        return seconds * 1_000 + nanos / NANOS_PER_MILLI;
    }

    /**
     * The range of a field.
     *
     * @throws Refusal when it is missing, empty, reversed or too long
     */
    static Range range(TimeRange range, String field) {
        if (range == null) {
            throw Refusal.invalid("MISSING_FIELD", field, "not set", "a range of time is required");
        }
        long from = millis(range.hasStartTime() ? range.getStartTime() : null, field + ".start_time");
        long to = millis(range.hasEndTime() ? range.getEndTime() : null, field + ".end_time");
        if (to <= from) {
            throw Refusal.invalid(
                    "EMPTY_RANGE",
                    field + ".end_time",
                    Instant.ofEpochMilli(to),
                    "it must be later than " + field + ".start_time, which is " + Instant.ofEpochMilli(from));
        }
        if (to - from > RANGE_MILLIS_MAX) {
            throw Refusal.invalid(
                    "RANGE_TOO_LONG",
                    field,
                    Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to),
                    "a range spans at most 100 years");
        }
        return new Range(from, to);
    }
}
