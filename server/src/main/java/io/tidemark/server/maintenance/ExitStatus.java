package io.tidemark.server.maintenance;

/** Exit statuses of this room's commands. */
final class ExitStatus {

    /** All is well. */
    static final int OK = 0;

    /** Something is damaged, or a file could not be read or written. */
    static final int DAMAGED = 1;

    /** Called wrongly. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
