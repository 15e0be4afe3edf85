package io.tidemark.server.step;

/**
 * Is told when the server reaches a named step, on the thread that does the work. What it throws fails the work; an error
 * goes up unchanged.
 */
@FunctionalInterface
public interface Steps {

    /** Nobody listens: what every server has that is not a crash test's. */
    Steps NONE = step -> {};

    /** Called at each step, before the work goes on. */
    void reached(Step step);
}
