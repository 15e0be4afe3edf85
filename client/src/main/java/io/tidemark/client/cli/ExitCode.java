package io.tidemark.client.cli;

/** What the exit status of a command says. */
public final class ExitCode {

    /** Everything went well. */
    public static final int OK = 0;
    /** It ran to its end, and something was not as it should be: readings rejected, an expectation not met. */
    public static final int SOME_FAILED = 1;
    /** It was called wrongly, or a file cannot be read. */
    public static final int USAGE = 2;
    /** The server refused the request. */
    public static final int REFUSED = 3;
    /** The server was not reached, or the connection broke. */
    public static final int UNREACHABLE = 4;
    /** Nobody reads standard output any more, as behind {@code | head}: the status of a program that SIGPIPE ended. */
    public static final int NOBODY_READS = 141;
    /** A fault of the program itself. */
    public static final int FAULT = 70;

    private ExitCode() {}
}
