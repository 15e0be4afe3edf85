package io.tidemark.server;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** Says in one line why a server does not start, where the exception itself names a path or an address and no more. */
final class WhyNoStart {

    private WhyNoStart() {}

    /**
     * The line.
     *
     * @param settings null when they could not be read
     */
    static String of(Throwable thrown, ServerConfig settings) {
        if (thrown instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is a file: name a directory with --data";
        }
        if (thrown instanceof FileSystemException refused) {
            String reason = refused.getReason();
            return refused.getFile() + " cannot be made or read: "
                    + (reason == null ? refused.getClass().getSimpleName() : reason)
                    + "; name another data directory with --data, or mend this one";
        }
        for (Throwable cause = thrown; cause != null && settings != null; cause = cause.getCause()) {
            boolean isAddress = cause instanceof SocketException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException;
            if (isAddress) {
                return "it cannot listen on " + settings.host() + ":" + settings.port() + ": " + reason(cause)
                        + "; choose another --host or --port, or stop what listens there";
            }
        }
        return String.valueOf(thrown.getMessage());
    }

    private static String reason(Throwable cause) {
        if (cause instanceof SocketException) {
            return cause.getMessage();
        }
        return "there is no such host";
    }
}
