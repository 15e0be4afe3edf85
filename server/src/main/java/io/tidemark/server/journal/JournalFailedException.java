package io.tidemark.server.journal;

/** The device refused a write or a force: nothing more may be acknowledged before a restart has read the journal. */
public final class JournalFailedException extends JournalException {

    JournalFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
