package io.tidemark.server.journal;

/** Named moments in the journal's work at which a crash test may end the process. */
public enum JournalStep {
    BEFORE_WRITE,
    AFTER_WRITE,
    BEFORE_FORCE,
    AFTER_FORCE,
    BEFORE_MARK,
    AFTER_MARK,
    BEFORE_ROLL,
    AFTER_ROLL,
    BEFORE_PREPARE,
    AFTER_PREPARE,
    BEFORE_CUT,
    AFTER_CUT
}
