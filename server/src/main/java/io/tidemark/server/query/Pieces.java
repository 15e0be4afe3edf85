package io.tidemark.server.query;

/**
 * An answer in pieces. Called by one thread at a time; takes the state's read lock itself, for each piece anew.
 *
 * @param <T> the message a piece is
 */
public interface Pieces<T> {

    /** The next piece; null when the answer is complete. */
    T next();

    /**
     * Whether the answer never completes: then {@link #next} answers null when there is nothing to send now, and whoever
     * makes the answer wakes the stream when there is.
     */
    default boolean isOpenEnded() {
        return false;
    }

    /**
     * Whether the answer is told to come to its end at once. The few pieces that are left are then made although the other
     * side does not read, so that nothing is held for a reader who never comes back.
     */
    default boolean isEnding() {
        return false;
    }

    /** The stream has ended, for whatever reason; nothing more will be asked for. */
    default void ended() {}
}
