package io.tidemark.server.ingest;

import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalFailedException;
import io.tidemark.server.journal.JournalFullException;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes in, writes them to the journal, applies them and has them acknowledged, in one order.
 *
 * <p>{@link #log} and {@link #applyAndAcknowledge} are the whole way. They run on a thread each, so that one group is
 * forced while the one before it is applied. Entries that arrive while a group is being forced make up the next.
 */
public final class CommitLog {

    private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);
    private static final int POLL_MILLIS = 100;

    /**
     * Entries that are durable.
     *
     * @param position how far the journal was when they became so
     * @param sinceNanos when the first of them was handed in
     */
    private record Group(List<LogEntry> entries, long position, long sinceNanos) {}

    /** Says that it is worth a look whether more will come. */
    private static final Group WAKE_UP = new Group(List.of(), 0, 0);

    private final Steps steps;
    private final Journal journal;
    private final State state;
    private final CommitLimits limits;
    private final AppliedPosition applied;
    private final LongSupplier nanoClock;
    private final DiskRoom room = new DiskRoom();
    private final HeldChanges others;
    private final BlockingQueue<LogEntry> waiting;
    private final Admission admission;
    private final BlockingQueue<Group> durable;
    private final Thread journalThread;
    private final Thread writerThread;
    /** The first of the changes that the journal thread is at; null when it waits for some. */
    private volatile LogEntry logging;
    /** The group that the writer thread is at; null when it waits for one. */
    private volatile Group applying;

    private volatile boolean isClosing;
    private volatile boolean isLogDone;
    private volatile RuntimeException failure;

    /** Starts both threads. The state holds everything that the journal holds. */
    public CommitLog(Journal journal, State state, CommitLimits limits, AppliedPosition applied) {
        this(journal, state, limits, applied, Steps.NONE, System::nanoTime);
    }

    /**
     * The same.
     *
     * @param steps is told of the steps
     * @param nanoClock says how long changes wait, nanoseconds since any moment; asked by any thread
     */
    public CommitLog(
            Journal journal,
            State state,
            CommitLimits limits,
            AppliedPosition applied,
            Steps steps,
            LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.steps = steps;
        this.journal = journal;
        this.state = state;
        this.limits = limits;
        this.applied = applied;
        this.others = new HeldChanges(limits.entriesMax(), limits.waitingBytesMax(), this::takeIn);
        this.waiting = new ArrayBlockingQueue<>(limits.entriesMax());
        this.durable = new ArrayBlockingQueue<>(limits.groupsAheadMax());
        this.admission = new Admission(limits, new WaitingChanges());
        this.journalThread = new Thread(this::runJournal, "tidemark-journal");
        this.writerThread = new Thread(this::runWriter, "tidemark-writer");
        journalThread.start();
        writerThread.start();
    }

    /** Hands a change in; never waits. Any thread. The entry's {@code fail} is called when it cannot be taken. */
    public void submit(LogEntry entry) {
        if (entry.isOther()) {
            others.submit(entry);
        } else {
            takeIn(entry);
        }
    }

    /**
     * Lets everything wait from now on that changes anything but readings, in its order, until {@link #letOthersGo}. What was
     * submitted before goes its way. Should more come than may wait ({@code ingest.entriesMax}, {@code
     * ingest.waitingBytesMax}), all go on at once. Any thread.
     */
    public void holdOthersBack() {
        others.begin();
    }

    /** Ends {@link #holdOthersBack}. Any thread. */
    public void letOthersGo() {
        others.end();
    }

    /** Ends it for good: the server is about to stop, and who waits for a change should not have to wait for a checkpoint. */
    public void holdNobodyBack() {
        others.close();
    }

    private void takeIn(LogEntry entry) {
        RuntimeException refusal = refusalNow();
        if (refusal == null) {
            refusal = admission.refusal(entry);
        }
        if (refusal == null) {
            admission.entered(entry);
            entry.submittedAt(nanoClock.getAsLong());
            if (!waiting.offer(entry)) {
                refusal = admission.refusalOfMore();
            } else if (isLogDone && waiting.remove(entry)) {
                // The journal thread may have looked for the last time in between.
                refusal = refusalNow();
            }
            if (refusal != null) {
                admission.left(entry);
            }
        }
        if (refusal != null) {
            entry.fail(refusal);
        }
    }

    /**
     * Refuses a change that is refused rather than late, before it is made: for who has to wait for the state's lock to make it. Of
     * what {@link #submit} looks at only how long others have waited, and whether changes are taken at all. Any thread.
     *
     * @throws Refusal when changes have waited longer than {@code ingest.waitMillisMax}, or none is taken any more
     */
    public void checkNotLate() {
        RuntimeException refusal = refusalNow();
        if (refusal == null) {
            refusal = admission.refusalOfLate();
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Whether streams should be held back: {@link Admission#isBusy}. Any thread. */
    boolean isBusy() {
        return admission.isBusy();
    }

    /**
     * What waits, in the queues and in the two threads' hands. All are acknowledged in the order in which they came, so the next
     * will have to wait about as long as the first. One that is just going from hand to hand may be overlooked for that moment,
     * and the one behind it be asked.
     */
    private final class WaitingChanges implements Admission.Waiting {

        @Override
        public int changes() {
            return waiting.size();
        }

        @Override
        public boolean isAnyOlderThan(long nanos) {
            Group group = applying;
            if (group == null) {
                group = durable.peek();
            }
            LogEntry entry = logging;
            if (entry == null) {
                entry = waiting.peek();
            }
            long since;
            if (group != null && group != WAKE_UP) {
                since = group.sinceNanos;
            } else if (entry != null && entry != NoChange.WAKE_UP) {
                since = entry.submittedNanos();
            } else {
                return false;
            }
            return nanoClock.getAsLong() - since > nanos;
        }
    }

    /** Whether the journal has failed, so that nothing will be acknowledged before a restart. */
    public boolean hasFailed() {
        return failure != null;
    }

    private RuntimeException refusalNow() {
        if (failure != null) {
            return failure;
        }
        return isClosing
                ? Refusal.of(Refusal.Kind.UNAVAILABLE, "STOPPING", "the server is stopping; connect again in a moment")
                : null;
    }

    /** First: the group's records, forced to the device. */
    private void log(List<LogEntry> entries) throws InterruptedException {
        long sinceNanos = entries.isEmpty() ? 0 : entries.get(0).submittedNanos();
        List<LogEntry> written = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            RuntimeException refusal = write(entry);
            if (refusal == null) {
                written.add(entry);
            } else {
                entry.fail(refusal);
            }
        }
        long position = written.isEmpty() ? 0 : force();
        if (failure != null) {
            written.forEach(entry -> entry.fail(failure));
        } else if (!written.isEmpty()) {
            handOn(new Group(written, position, sinceNanos));
        }
    }

    /** Writes an entry's record; what to tell its sender when that is not to be, else null. */
    private RuntimeException write(LogEntry entry) {
        if (failure != null) {
            return failure;
        }
        if (entry.isAbandoned()) {
            return Refusal.of(Refusal.Kind.CANCELLED, "ABANDONED", "the sender is gone; nothing was written");
        }
        if (entry.payloadBytes() == 0) {
            return null;
        }
        if (entry.payloadBytes() > journal.recordBytesMax()) {
            return recordTooLarge(entry.payloadBytes());
        }
        try {
            entry.write(journal);
            room.written(journal);
            return null;
        } catch (JournalFullException full) {
            return room.refused(full);
        } catch (JournalFailedException failed) {
            return journalFailed(failed);
        } catch (RuntimeException fault) {
            return fault;
        }
    }

    private RuntimeException recordTooLarge(int bytes) {
        return Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "RECORD_TOO_LARGE",
                        "the change needs a record of " + bytes + " bytes and one has at most "
                                + journal.recordBytesMax() + "; send it in parts, or raise journal.recordBytesMax")
                .with("limit", "journal.recordBytesMax")
                .with("limit_value", journal.recordBytesMax());
    }

    private long force() {
        try {
            return journal.force();
        } catch (JournalFailedException failed) {
            journalFailed(failed);
            return 0;
        }
    }

    /** Nothing has come for a while: what was promised last is made as firm as everything before it. */
    private void settle() {
        if (failure == null) {
            try {
                journal.settle();
            } catch (JournalFailedException failed) {
                journalFailed(failed);
            }
        }
    }

    private RuntimeException journalFailed(JournalFailedException failed) {
        if (failure == null) {
            LOG.error("the journal has failed; queries go on, nothing is acknowledged before a restart", failed);
            failure = Refusal.of(
                    Refusal.Kind.UNAVAILABLE,
                    "JOURNAL_FAILED",
                    "the device refused to keep what was written, so nothing can be acknowledged any more. Look at the"
                            + " disk and the server's log, then restart the server: it goes on from what was acknowledged");
        }
        return failure;
    }

    private void handOn(Group group) throws InterruptedException {
        while (!durable.offer(group, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (failure != null) {
                group.entries.forEach(entry -> entry.fail(failure));
                return;
            }
        }
    }

    /** Second and third: the group's changes, in memory; then, and only then, the acknowledgements. */
    private void applyAndAcknowledge(Group group) {
        Lock lock = state.lock().write();
        steps.reached(Step.BEFORE_APPLY);
        for (LogEntry entry : group.entries) {
            entry.prepareToApply(state);
            lock.lock();
            try {
                entry.apply(state);
            } finally {
                lock.unlock();
            }
        }
        applied.advance(group.position);
        steps.reached(Step.BEFORE_ACKNOWLEDGE);
        for (LogEntry entry : group.entries) {
            answer(() -> entry.settle(group.position));
        }
        for (LogEntry entry : group.entries) {
            answer(() -> entry.acknowledge(group.position));
        }
        steps.reached(Step.AFTER_ACKNOWLEDGE);
    }

    /** Tells a sender. What happens to its call must not stop the thread that everybody waits for. */
    private static void answer(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            LOG.error("an acknowledgement could not be handed on; the change it is about stands", fault);
        }
    }

    private void runJournal() {
        List<LogEntry> group = new ArrayList<>();
        try {
            while (!isClosing || !waiting.isEmpty()) {
                LogEntry first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    settle();
                    continue;
                }
                logging = first;
                collect(first, group);
                log(group);
                logging = null;
                group.clear();
            }
        } catch (InterruptedException | RuntimeException | Error fault) {
            die("the journal thread", fault);
            group.forEach(entry -> entry.fail(failure));
        } finally {
            isLogDone = true;
            durable.offer(WAKE_UP);
            for (LogEntry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
                entry.fail(refusalNow());
            }
        }
    }

    private void collect(LogEntry first, List<LogEntry> group) {
        long bytes = 0;
        for (LogEntry entry = first; entry != null; entry = waiting.poll()) {
            if (entry == NoChange.WAKE_UP) {
                continue;
            }
            group.add(entry);
            bytes += entry.payloadBytes();
            admission.left(entry);
            if (bytes >= limits.groupBytesMax() || group.size() >= limits.groupEntriesMax()) {
                return;
            }
        }
    }

    private void runWriter() {
        Group group = null;
        try {
            while (!isLogDone || !durable.isEmpty()) {
                group = durable.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (group != null && group != WAKE_UP) {
                    applying = group;
                    applyAndAcknowledge(group);
                    applying = null;
                }
            }
        } catch (InterruptedException | RuntimeException | Error fault) {
            die("the writer thread", fault);
            if (group != null) {
                group.entries.forEach(entry -> entry.fail(failure));
            }
        }
    }

    /** A thread of this class met what must not happen. What is durable stays so; memory can no longer be trusted to follow. */
    private void die(String who, Throwable fault) {
        LOG.error("{} met a fault and stops; nothing is acknowledged before a restart", who, fault);
        failure = Refusal.of(
                Refusal.Kind.UNAVAILABLE,
                "WRITER_FAILED",
                "the server met a fault while it applied a change; it acknowledges nothing more. Restart it: it goes on"
                        + " from what was acknowledged");
        for (Group group = durable.poll(); group != null; group = durable.poll()) {
            group.entries.forEach(entry -> entry.fail(failure));
        }
    }

    /** Refuses what comes from now on, finishes what was taken in, and ends both threads. Does not close the journal. */
    public void stop() throws InterruptedException {
        isClosing = true;
        others.close();
        waiting.offer(NoChange.WAKE_UP);
        journalThread.join();
        writerThread.join();
    }
}
