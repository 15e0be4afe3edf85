package io.tidemark.server.monitoring;

import io.tidemark.server.shard.State;
import java.util.concurrent.locks.Lock;
import java.util.function.IntConsumer;

/** Goes over many components with the read lock held for a bounded number of them at a time. */
final class ComponentRun {

    /** Components looked at before the lock is let go. */
    static final int COMPONENTS_A_PIECE = 1_024;

    private ComponentRun() {}

    /** Every registered component, by handle; those that come while it runs may be among them. */
    static void all(State state, IntConsumer each) {
        Lock lock = state.lock().read();
        int next = 1;
        boolean more = true;
        while (more) {
            lock.lock();
            try {
                int end = state.registry().components().nextHandle();
                int to = Math.min(end, next + COMPONENTS_A_PIECE);
                for (; next < to; next++) {
                    if (state.registry().components().isRegistered(next)) {
                        each.accept(next);
                    }
                }
                more = next < end;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Each of the components given, whether it is still registered or not. */
    static void of(State state, int[] handles, IntConsumer each) {
        Lock lock = state.lock().read();
        int next = 0;
        while (next < handles.length) {
            lock.lock();
            try {
                int to = Math.min(handles.length, next + COMPONENTS_A_PIECE);
                for (; next < to; next++) {
                    each.accept(handles[next]);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
