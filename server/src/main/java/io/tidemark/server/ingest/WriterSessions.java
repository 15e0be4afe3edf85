package io.tidemark.server.ingest;

import io.tidemark.server.refusal.Refusal;
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

    /** Ends every stream, since the server stops. What was acknowledged stays so. */
    public void endAll() {
        Refusal stopping =
                Refusal.of(Refusal.Kind.UNAVAILABLE, "STOPPING", "the server is stopping; connect again in a moment");
        open.values().forEach(session -> session.end(stopping));
    }

    /** How many streams are open. */
    public int count() {
        return open.size();
    }
}
