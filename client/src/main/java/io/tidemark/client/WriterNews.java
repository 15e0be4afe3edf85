package io.tidemark.client;

import java.time.Duration;

/**
 * Hears when a {@link ReadingWriter} gets nowhere and tries again, and when it gets on, so that somebody who waits for it
 * can be told why. Called on the client's network threads: it must return soon.
 */
public interface WriterNews {

    /** Hears nothing. */
    WriterNews NONE = new WriterNews() {

        @Override
        public void interrupted(TidemarkException why, Duration wait) {}

        @Override
        public void resumed() {}
    };

    /**
     * The stream has ended and another will be opened; nothing is lost. Called at each attempt that fails.
     *
     * @param why what the server or the network said
     * @param wait how long the writer waits before it tries again
     */
    void interrupted(TidemarkException why, Duration wait);

    /** Batches become durable again after an interruption. */
    void resumed();
}
