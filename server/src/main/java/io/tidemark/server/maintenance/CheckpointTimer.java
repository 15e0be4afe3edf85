package io.tidemark.server.maintenance;

import io.tidemark.server.checkpoint.Checkpointer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a checkpoint made when a start would have to replay more of the journal than it should. */
public final class CheckpointTimer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTimer.class);

    private final Checkpointer checkpointer;
    private final long replayBytesMax;
    private final Executor thread;
    private final AtomicBoolean isWaiting = new AtomicBoolean();

    /**
     * @param replayBytesMax bytes of journal above which a checkpoint is made
     * @param thread runs what waits for the disk
     */
    public CheckpointTimer(Checkpointer checkpointer, long replayBytesMax, Executor thread) {
        this.checkpointer = checkpointer;
        this.replayBytesMax = replayBytesMax;
        this.thread = thread;
    }

    /** Looks, and returns at once. */
    @Override
    public void run() {
        if (isWaiting.compareAndSet(false, true)) {
            thread.execute(this::makeIfDue);
        }
    }

    private void makeIfDue() {
        isWaiting.set(false);
        try {
            if (checkpointer.isDue(replayBytesMax)) {
                checkpointer.make();
            }
        } catch (java.io.IOException | RuntimeException failed) {
            LOG.warn("a checkpoint could not be made; it is tried again in a minute", failed);
        }
    }
}
