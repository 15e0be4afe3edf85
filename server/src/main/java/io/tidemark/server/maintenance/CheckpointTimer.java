package io.tidemark.server.maintenance;

import io.tidemark.server.checkpoint.Checkpointer;
import io.tidemark.server.refusal.Refusal;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a checkpoint made when a start would have to replay more of the journal than it should. */
public final class CheckpointTimer implements Runnable {

    /** How often to look, so that not much more than the setting says is written before a checkpoint begins. */
    public static final int LOOK_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTimer.class);
    private static final long RETRY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Checkpointer checkpointer;
    private final long replayBytesMax;
    private final Executor thread;
    private final Clock clock;
    private final AtomicBoolean isWaiting = new AtomicBoolean();
    private long notBeforeMillis = Long.MIN_VALUE;

    /**
     * @param replayBytesMax bytes of journal above which a checkpoint is made
     * @param thread runs what waits for the disk, one task at a time
     * @param clock tells when a minute has passed since a checkpoint came to nothing
     */
    public CheckpointTimer(Checkpointer checkpointer, long replayBytesMax, Executor thread, Clock clock) {
        this.checkpointer = checkpointer;
        this.replayBytesMax = replayBytesMax;
        this.thread = thread;
        this.clock = clock;
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
            if (clock.millis() >= notBeforeMillis
                    && checkpointer.isDue(replayBytesMax)
                    && checkpointer.make().isEmpty()) {
                notBeforeMillis = clock.millis() + RETRY_MILLIS;
            }
        } catch (IOException | RuntimeException failed) {
            if (isStopping(failed)) {
                LOG.info("the checkpoint under way is given up: the server stops");
                return;
            }
            notBeforeMillis = clock.millis() + RETRY_MILLIS;
            LOG.warn("a checkpoint could not be made; it is tried again in a minute", failed);
        }
    }

    /** The file was being written when the thread was interrupted, or the state was to be looked at when the log had closed. */
    private static boolean isStopping(Exception failed) {
        return failed instanceof ClosedByInterruptException
                || failed.getCause() instanceof Refusal refusal
                        && refusal.reason().equals("STOPPING");
    }
}
