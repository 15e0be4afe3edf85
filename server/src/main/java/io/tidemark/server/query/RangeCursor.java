package io.tidemark.server.query;

import io.tidemark.server.shard.State;

/**
 * Walks over components and, for each, over a range of time in pieces that hold a bounded number of readings. The place
 * where an answer has come to; needs no lock to be kept.
 */
final class RangeCursor {

    private final State state;
    private final int[] handles;
    private final long fromMillis;
    private final long toMillis;
    private int next;
    private long at;

    RangeCursor(State state, int[] handles, long fromMillis, long toMillis) {
        this.state = state;
        this.handles = handles;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.at = fromMillis;
    }

    /** Whether every component is through. */
    boolean isDone() {
        return next >= handles.length;
    }

    /** The present component; one that has been deleted meanwhile is passed over by {@link #skipGone}. */
    int handle() {
        return handles[next];
    }

    /** All components, in the order in which they come; not to be changed. */
    int[] handles() {
        return handles;
    }

    /** Index of the present component among them. */
    int index() {
        return next;
    }

    /** Where the present piece begins, epoch milliseconds. */
    long from() {
        return at;
    }

    /** Whether the present piece is the component's first. */
    boolean isFirstPiece() {
        return at == fromMillis;
    }

    /** Where a piece of at most so many readings ends, at most at the end of the range. Read lock. */
    long to(int readingsMax) {
        return state.store().endOf(handles[next], at, toMillis, readingsMax);
    }

    /** Goes on behind a piece. */
    void advance(long pieceTo) {
        at = pieceTo;
        if (at >= toMillis) {
            next++;
            at = fromMillis;
        }
    }

    /** Passes over components that are no longer registered. Read lock. */
    void skipGone() {
        while (next < handles.length && !state.registry().components().isRegistered(handles[next])) {
            next++;
            at = fromMillis;
        }
    }
}
