package io.tidemark.server.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/** Hears what the server logs as an error: a fault that no call may have told of. */
final class LogFaults extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final AtomicReference<String> fault = new AtomicReference<>();

    static LogFaults watch() {
        LogFaults faults = new LogFaults();
        faults.setContext(root().getLoggerContext());
        faults.start();
        root().addAppender(faults);
        return faults;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            fault.compareAndSet(
                    null,
                    event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    /** Throws the first error since the last time. */
    void check() {
        String first = fault.getAndSet(null);
        if (first != null) {
            throw new AssertionError("the server logged a fault: " + first);
        }
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }
}
