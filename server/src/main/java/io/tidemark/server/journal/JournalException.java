package io.tidemark.server.journal;

/** Something the journal could not do; the kinds say what is left. */
public abstract sealed class JournalException extends RuntimeException
        permits JournalFullException, JournalFailedException, JournalDamagedException, JournalLockedException {

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
