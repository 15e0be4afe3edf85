package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.agrona.collections.IntHashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills estimates again when measurements that they rest on have changed. A thread of its own, asleep until the state
 * says that something is out of date; several changes in a row are one reason.
 */
public final class Refiller {

    private static final Logger LOG = LoggerFactory.getLogger(Refiller.class);

    private final EstimationRuns runs;
    private final Semaphore reasons = new Semaphore(0);
    private final Thread thread;
    private volatile boolean isClosing;

    /** Begins to watch. */
    public Refiller(EstimationRuns runs) {
        this.runs = runs;
        this.thread = new Thread(this::run, "tidemark-refill");
        thread.setDaemon(true);
        State state = runs.state();
        state.lock().write().lock();
        try {
            state.estimation().initialMeasurements().whenStale(reasons::release);
        } finally {
            state.lock().write().unlock();
        }
        reasons.release();
        thread.start();
    }

    private void run() {
        try {
            while (!isClosing) {
                reasons.acquire();
                reasons.drainPermits();
                if (!isClosing) {
                    refill();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void refill() {
        try {
            FillSteps steps = new FillSteps(runs.state(), handles());
            for (FillSteps.Group group = steps.next(); group != null && !isClosing; group = steps.next()) {
                runs.submit(EstimationRecord.FILLINGS, group.record(0)).join();
            }
        } catch (CompletionException refused) {
            if (!(refused.getCause() instanceof Refusal)) {
                LOG.error("estimates could not be filled again; the next change of theirs tries once more", refused);
            }
        } catch (RuntimeException fault) {
            LOG.error("estimates could not be filled again; the next change of theirs tries once more", fault);
        }
    }

    private int[] handles() {
        State state = runs.state();
        state.lock().read().lock();
        try {
            IntHashSet handles = new IntHashSet();
            for (long number : state.estimation().initialMeasurements().stale()) {
                KeptInitialMeasurement one =
                        state.estimation().initialMeasurements().get(number);
                handles.add(one.getHandle());
            }
            int[] found = new int[handles.size()];
            int[] count = {0};
            handles.forEachInt(handle -> found[count[0]++] = handle);
            return found;
        } finally {
            state.lock().read().unlock();
        }
    }

    /** Stops after the group under way. */
    public void stop() throws InterruptedException {
        isClosing = true;
        reasons.release();
        thread.join();
    }
}
