package io.tidemark.client.process;

/** A server did not start, or ended before its time. The message is for people and carries the end of its log. */
public final class ServerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what happened and what to do. */
    public ServerFailedException(String message) {
        super(message);
    }

    /** The same, with its cause. */
    public ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
