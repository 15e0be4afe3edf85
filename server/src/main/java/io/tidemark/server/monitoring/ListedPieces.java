package io.tidemark.server.monitoring;

import io.tidemark.server.query.Pieces;
import java.util.Iterator;
import java.util.List;

/**
 * An answer whose pieces are there already.
 *
 * @param <T> the message a piece is
 */
public final class ListedPieces<T> implements Pieces<T> {

    private final Iterator<T> pieces;

    /** An answer of these pieces. */
    public ListedPieces(List<T> pieces) {
        this.pieces = pieces.iterator();
    }

    @Override
    public T next() {
        return pieces.hasNext() ? pieces.next() : null;
    }
}
