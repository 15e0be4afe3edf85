package io.tidemark.server.metering.review;

import java.util.Optional;

/**
 * One line of the list of streams that stand still at a moment, whatever month was reviewed last.
 *
 * @param sinceMillis beginning of the first expected reading that did not come
 * @param dueMillis when that reading was due; the stream has been late since
 * @param lastReceivedMillis instant of the last received reading (an interval: its beginning), {@link Long#MIN_VALUE} when
 *     none ever came
 */
public record StalledStream(long sinceMillis, long dueMillis, long lastReceivedMillis) {

    /** Whether the component was installed and no reading of it ever came. */
    public boolean isNeverReceived() {
        return lastReceivedMillis == Long.MIN_VALUE;
    }

    /**
     * The stream as a line of the list, when it stands still at the given instant: a reading after its latest one is due
     * and not there.
     *
     * @param lastReceivedMillis latest received reading dated at or before {@code atMillis}, {@link Long#MIN_VALUE} when
     *     there is none
     */
    public static Optional<StalledStream> at(
            long atMillis, ExpectedStream stream, CadenceCalendar calendar, long lastReceivedMillis) {
        long due = Lateness.nextDueMillis(stream, calendar, lastReceivedMillis);
        return due > atMillis || due == Lateness.NEVER_DUE
                ? Optional.empty()
                : Optional.of(new StalledStream(stream.nextAfter(lastReceivedMillis), due, lastReceivedMillis));
    }
}
