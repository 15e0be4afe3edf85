package io.tidemark.server.metering.grid;

/**
 * A half-open period of time, {@code [fromMillis, toMillis)}.
 *
 * @param fromMillis first instant inside, epoch milliseconds; {@link Long#MIN_VALUE} when it has no beginning
 * @param toMillis first instant after it, epoch milliseconds; {@link Long#MAX_VALUE} when it is still open
 */
public record Period(long fromMillis, long toMillis) {

    /** A beginning that was never given. */
    public static final long NO_BEGINNING = Long.MIN_VALUE;

    /** An end that has not come yet. */
    public static final long STILL_OPEN = Long.MAX_VALUE;

    /** Whether no instant lies inside. */
    public boolean isEmpty() {
        return fromMillis >= toMillis;
    }

    /** Whether the instant lies inside; the end does not. */
    public boolean contains(long atMillis) {
        return fromMillis <= atMillis && atMillis < toMillis;
    }

    /** Whether the whole of the other period lies inside this one. */
    public boolean covers(long otherFromMillis, long otherToMillis) {
        return fromMillis <= otherFromMillis && otherToMillis <= toMillis;
    }

    /** Whether the two share an instant; periods that only touch do not. */
    public boolean overlaps(long otherFromMillis, long otherToMillis) {
        return fromMillis < otherToMillis && otherFromMillis < toMillis;
    }

    /** The part that lies in both; empty when they share nothing. */
    public Period intersect(long otherFromMillis, long otherToMillis) {
        return new Period(Math.max(fromMillis, otherFromMillis), Math.min(toMillis, otherToMillis));
    }
}
