package io.tidemark.server.metering.review.disturbance;

/** Looks ahead for one component, when a pass finds that the instant it had noted has come. */
@FunctionalInterface
public interface LatestReceived {

    /**
     * When the component is late unless something newer comes than what it has received by now: {@link
     * io.tidemark.server.metering.review.Lateness#nextDueMillis} of its latest received reading. Estimates are no received
     * readings.
     *
     * @param component dense number of the component
     * @param noted what the column says so far
     * @return the instant to note, the same one when nothing came
     */
    long nextDueMillis(int component, long noted);
}
