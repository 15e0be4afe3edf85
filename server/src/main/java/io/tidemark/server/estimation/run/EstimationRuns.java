package io.tidemark.server.estimation.run;

import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationRunState;
import java.time.Clock;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The runs under way, and which components each holds. Safe to call from any thread.
 *
 * <p>Numbers are given here and become the journal's with the run's first record.
 */
public final class EstimationRuns {

    /** A run under way: its number, and whether somebody wants it to stop. */
    static final class Held {

        private final long number;
        private final BitSet handles;
        private final Runnable wake;
        private volatile boolean isStopping;

        private Held(long number, BitSet handles, Runnable wake) {
            this.number = number;
            this.handles = handles;
            this.wake = wake;
        }

        long number() {
            return number;
        }

        boolean isStopping() {
            return isStopping;
        }

        private void stop() {
            isStopping = true;
            wake.run();
        }
    }

    private final State state;
    private final CommitLog log;
    private final Clock clock;
    private final TreeMap<Long, Held> underWay = new TreeMap<>();
    private long last;

    /** Runs over this state; the clock tells when they began and how long they took. */
    public EstimationRuns(State state, CommitLog log, Clock clock) {
        this.state = state;
        this.log = log;
        this.clock = clock;
        this.last = state.estimation().runs().last();
    }

    State state() {
        return state;
    }

    long nowMillis() {
        return clock.millis();
    }

    CompletableFuture<SubmittedChange.Result> submit(byte type, byte[] record) {
        return SubmittedChange.submit(log, type, record);
    }

    /** Notes in the journal that the runs a crash cut short will not go on. Once, before any run begins. */
    public void endInterrupted() {
        List<EstimationRun> interrupted;
        state.lock().read().lock();
        try {
            interrupted = state.estimation().runs().running();
        } finally {
            state.lock().read().unlock();
        }
        for (EstimationRun run : interrupted) {
            submit(
                    EstimationRecord.RUN,
                    run.toBuilder()
                            .setState(EstimationRunState.CANCELLED)
                            .build()
                            .toByteArray());
        }
    }

    /**
     * Begins a run over components.
     *
     * @param isHolding whether no other run may hold any of them meanwhile
     * @param wake runs when the run is to stop, on the thread of whoever wants that; it must not wait
     * @throws Refusal when another run holds one of them
     */
    synchronized Held begin(int[] handles, boolean isHolding, Runnable wake) {
        BitSet wanted = new BitSet();
        if (isHolding) {
            for (int handle : handles) {
                wanted.set(handle);
            }
            for (Held other : underWay.values()) {
                if (other.handles.intersects(wanted)) {
                    throw Refusal.of(
                                    Refusal.Kind.ABORTED,
                                    "RUN_IN_PROGRESS",
                                    "run " + other.number + " is under way over some of these components; wait for its"
                                            + " end or cancel it, then start again")
                            .with("run", other.number);
                }
            }
        }
        Held held = new Held(++last, wanted, wake);
        underWay.put(held.number, held);
        return held;
    }

    synchronized void end(Held held) {
        underWay.remove(held.number);
    }

    /**
     * Asks a run to stop; it does so after the piece it is at, whether or not anybody reads its answer.
     *
     * @throws Refusal when no such run is under way
     */
    public synchronized void cancel(long number) {
        Held held = underWay.get(number);
        if (held == null) {
            boolean isKnown = number >= 1 && number <= last;
            throw Refusal.of(
                            isKnown ? Refusal.Kind.FAILED_PRECONDITION : Refusal.Kind.NOT_FOUND,
                            isKnown ? "RUN_ENDED" : "UNKNOWN_RUN",
                            isKnown
                                    ? "run " + number + " has ended already; nothing is left to stop"
                                    : "run is " + number + ": there is no such run; list the runs first")
                    .with("field", "run")
                    .with("value", number);
        }
        held.stop();
    }

    /** Asks all runs to stop; for the end of the process. */
    public synchronized void cancelAll() {
        for (Iterator<Held> each = underWay.values().iterator(); each.hasNext(); ) {
            each.next().stop();
        }
    }
}
