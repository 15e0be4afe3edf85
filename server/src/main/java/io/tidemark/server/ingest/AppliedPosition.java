package io.tidemark.server.ingest;

import java.util.PriorityQueue;

/**
 * How far of the journal has been applied and is visible, and who waits for more.
 *
 * <p>Safe to call from any thread.
 */
public final class AppliedPosition {

    private record Waiter(long position, Runnable whenReached) {}

    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>((a, b) -> Long.compare(a.position, b.position));
    private volatile long position;

    /** A store that holds everything below this position. */
    public AppliedPosition(long position) {
        this.position = position;
    }

    /** Every record below it is visible. */
    public long get() {
        return position;
    }

    /**
     * Runs something once everything below the position is visible: now, on this thread, or later on the writer thread.
     *
     * @return run it to wait no longer; what has begun by then is not stopped
     */
    public Runnable whenReached(long wanted, Runnable action) {
        synchronized (waiters) {
            if (wanted > position) {
                Waiter waiter = new Waiter(wanted, action);
                waiters.add(waiter);
                return () -> forget(waiter);
            }
        }
        action.run();
        return () -> {};
    }

    private void forget(Waiter waiter) {
        synchronized (waiters) {
            waiters.remove(waiter);
        }
    }

    /** How many wait. */
    int waiting() {
        synchronized (waiters) {
            return waiters.size();
        }
    }

    void advance(long reached) {
        Waiter next;
        synchronized (waiters) {
            position = Math.max(position, reached);
            next = pollReached();
        }
        while (next != null) {
            next.whenReached.run();
            synchronized (waiters) {
                next = pollReached();
            }
        }
    }

    private Waiter pollReached() {
        return !waiters.isEmpty() && waiters.peek().position <= position ? waiters.poll() : null;
    }
}
