package io.tidemark.server.journal;

/**
 * Is told when the journal reaches a named step, on the thread that does the work. What it throws fails the journal; an
 * error goes up unchanged.
 */
@FunctionalInterface
public interface JournalSteps {

    /** Nobody listens. */
    JournalSteps NONE = step -> {};

    /** Called at each step, before the work goes on. */
    void reached(JournalStep step);
}
