package io.tidemark.client;

import java.util.Iterator;

/**
 * An answer as an iterator. Reading slowly holds the server back; closing early cancels the request. For one thread at a
 * time.
 *
 * <p>{@link #hasNext} and {@link #next} wait for the server, and throw {@link TidemarkException} when it refuses or breaks
 * off, or when the waiting thread is interrupted (its interrupt flag is then set).
 *
 * @param <T> the piece
 */
public interface ResultStream<T> extends Iterator<T>, AutoCloseable {

    /** Cancels what is still under way. May be called repeatedly. */
    @Override
    void close();
}
