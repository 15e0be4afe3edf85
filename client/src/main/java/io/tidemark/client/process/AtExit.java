package io.tidemark.client.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is done when this process ends in an orderly way, the latest first: a server is stopped before the directory it
 * writes to is deleted. (The runtime's own hooks run all at once.) Any thread may call it.
 */
final class AtExit {

    private static final Deque<Runnable> ACTIONS = new ArrayDeque<>();
    private static boolean hooked;

    private AtExit() {}

    /** Adds an action; it stays until it is removed. */
    static void add(Runnable action) {
        synchronized (ACTIONS) {
            if (!hooked) {
                hooked = true;
                Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "tidemark-at-exit"));
            }
            ACTIONS.push(action);
        }
    }

    /** Removes an action that is no longer needed. */
    static void remove(Runnable action) {
        synchronized (ACTIONS) {
            ACTIONS.remove(action);
        }
    }

    private static void runAll() {
        while (true) {
            Runnable action;
            synchronized (ACTIONS) {
                action = ACTIONS.poll();
            }
            if (action == null) {
                return;
            }
            action.run();
        }
    }
}
