package io.tidemark.server.query;

/**
 * An answer in pieces. Called by one thread at a time; takes the state's read lock itself, for each piece anew.
 *
 * @param <T> the message a piece is
 */
@FunctionalInterface
public interface Pieces<T> {

    /** The next piece; null when the answer is complete. */
    T next();
}
