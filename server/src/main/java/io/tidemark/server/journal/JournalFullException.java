package io.tidemark.server.journal;

/** There is no room for the record: nothing of it was written, and the journal goes on once there is room. */
public final class JournalFullException extends JournalException {

    JournalFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
