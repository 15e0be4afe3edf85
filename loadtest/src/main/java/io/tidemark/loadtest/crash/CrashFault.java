package io.tidemark.loadtest.crash;

/** The server holds what no sequence of acknowledged and whole requests can have made. */
public final class CrashFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CrashFault(String message) {
        super(message);
    }
}
