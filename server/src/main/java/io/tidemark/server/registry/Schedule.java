package io.tidemark.server.registry;

/**
 * When a component's data come, as its message says it.
 *
 * @param cadence calendar period in which they come, ISO-8601; empty: the default
 * @param dueAfter how long after the period's end they are due, ISO-8601; empty: the default
 */
record Schedule(String cadence, String dueAfter) {

    /** What most components have. */
    static final Schedule DEFAULT = new Schedule("", "");
}
