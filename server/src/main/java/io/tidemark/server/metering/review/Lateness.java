package io.tidemark.server.metering.review;

/**
 * When a stream that has sent nothing newer is late, by its own cadence. Nobody waits for a review here: the answer is one
 * instant, to be kept and compared with the time of day.
 */
public final class Lateness {

    /** What {@link #nextDueMillis} answers for a stream of which nothing more is expected: it can never be late. */
    public static final long NEVER_DUE = Long.MAX_VALUE;

    private Lateness() {}

    /**
     * When the first expected reading after the latest received one is due. The stream is late at every instant from then
     * on, until a newer reading comes.
     *
     * @param lastReceivedMillis instant of the latest received reading (an interval: its beginning), {@link Long#MIN_VALUE}
     *     when there is none
     * @return epoch milliseconds, or {@link #NEVER_DUE}; {@link Long#MIN_VALUE} for a stream expected since ever
     */
    public static long nextDueMillis(ExpectedStream stream, CadenceCalendar calendar, long lastReceivedMillis) {
        long next = stream.nextAfter(lastReceivedMillis);
        return next == ExpectedStream.NOTHING || next == Long.MIN_VALUE ? next : calendar.dueMillis(next);
    }
}
