package io.tidemark.server.ingest;

import java.util.concurrent.ConcurrentHashMap;

/** The open streams by writer id: one a writer. Safe to call from any thread. */
public final class WriterSessions {

    private final ConcurrentHashMap<String, WriterSession> open = new ConcurrentHashMap<>();

    /** Makes a session the one of its writer; the one before, if any, ends. */
    void takeOver(String writerId, WriterSession session) {
        WriterSession before = open.put(writerId, session);
        if (before != null) {
            before.takenOver();
        }
    }

    /** Forgets a session that has ended. */
    void ended(String writerId, WriterSession session) {
        open.remove(writerId, session);
    }

    /** How many streams are open. */
    public int count() {
        return open.size();
    }
}
