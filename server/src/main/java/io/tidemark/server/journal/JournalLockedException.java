package io.tidemark.server.journal;

/** Another process, or another part of this one, has the directory open. */
public final class JournalLockedException extends JournalException {

    JournalLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
