package io.tidemark.server.grpc;

import io.tidemark.server.query.Pieces;
import java.util.function.Supplier;

/**
 * An answer of one piece.
 *
 * @param <T> the message
 */
final class Once<T> implements Pieces<T> {

    private Supplier<T> message;

    private Once(Supplier<T> message) {
        this.message = message;
    }

    /** The answer; the supplier takes the read lock itself. */
    static <T> Once<T> of(Supplier<T> message) {
        return new Once<>(message);
    }

    @Override
    public T next() {
        if (message == null) {
            return null;
        }
        T given = message.get();
        message = null;
        return given;
    }
}
