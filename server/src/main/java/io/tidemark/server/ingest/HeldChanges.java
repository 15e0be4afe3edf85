package io.tidemark.server.ingest;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Keeps changes that are to wait, in the order in which they came. Safe to call from any thread; a change is handed on by the
 * thread that submits it, or by the one that lets all go.
 */
final class HeldChanges {

    private final int entriesMax;
    private final long bytesMax;
    private final Consumer<LogEntry> next;
    private final Queue<LogEntry> held = new ArrayDeque<>();
    private long bytes;
    private boolean isHolding;
    private boolean isClosed;

    /**
     * Holds nothing yet.
     *
     * @param entriesMax changes that may be held
     * @param bytesMax bytes that they may have together
     * @param next takes a change without waiting
     */
    HeldChanges(int entriesMax, long bytesMax, Consumer<LogEntry> next) {
        this.entriesMax = entriesMax;
        this.bytesMax = bytesMax;
        this.next = next;
    }

    /** What is submitted from now on waits. */
    synchronized void begin() {
        isHolding = !isClosed;
    }

    /** Hands on what waits; nothing waits ever again. */
    synchronized void close() {
        isClosed = true;
        end();
    }

    /** Hands on what waits, and whatever comes from now on. */
    synchronized void end() {
        isHolding = false;
        for (LogEntry entry = held.poll(); entry != null; entry = held.poll()) {
            next.accept(entry);
        }
        bytes = 0;
    }

    /** Keeps the change, or hands it on. When there is no room for more, all that wait go, and nothing waits from then on. */
    synchronized void submit(LogEntry entry) {
        if (isHolding && held.size() < entriesMax && bytes + entry.heldBytes() <= bytesMax) {
            held.add(entry);
            bytes += entry.heldBytes();
            return;
        }
        end();
        next.accept(entry);
    }
}
