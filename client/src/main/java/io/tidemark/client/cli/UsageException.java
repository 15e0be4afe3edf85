package io.tidemark.client.cli;

/** What was asked cannot be done as it was put: exit status 2. The message names the option or file and what to do. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public UsageException(String message) {
        super(message);
    }

    /** Makes one with what led to it. */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
