package io.tidemark.server.registry;

import com.google.protobuf.MessageLite;
import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.form.Reason;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.UpsertRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Takes one change of the registry after the other from its check through the journal to its application, so that nothing
 * comes between the three steps.
 *
 * <p>Has a thread of its own, on which the futures complete; what is hung on to them must be quick. Changes wait in a queue
 * with two limits; beyond either, a change is refused at once.
 */
public final class RegistryWriter implements AutoCloseable {

    /** Changes that may wait. */
    public static final int CHANGES_WAITING_MAX = 256;

    /** Size of all changes that wait, bytes. */
    public static final long WAITING_BYTES_MAX = 64L * 1024 * 1024;

    /** A change on its way. */
    private record Change(
            byte recordType,
            MessageLite message,
            Runnable check,
            BooleanSupplier isAbandoned,
            CompletableFuture<Applied> done) {}

    private final Registry registry;
    private final Lock readLock;
    private final ChangeLog log;
    private final Thread thread;
    private final Deque<Change> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean isClosed;

    /**
     * Makes a writer and starts its thread.
     *
     * @param readLock the read half of the state's lock
     */
    public RegistryWriter(Registry registry, Lock readLock, ChangeLog log) {
        this.registry = registry;
        this.readLock = readLock;
        this.log = log;
        this.thread = new Thread(this::run, "tidemark-registry");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Submits a change. Safe to call from any thread; never waits.
     *
     * @param isAbandoned whether nobody wants the change any more; asked before it is checked
     * @return completes when the change is durable and applied, else with the {@link Refusal}
     */
    public CompletableFuture<Applied> submit(UpsertRequest request, BooleanSupplier isAbandoned) {
        return submit(RegistryRecord.UPSERT, request, () -> registry.check(request), isAbandoned);
    }

    /** The same for a deletion. */
    public CompletableFuture<Applied> submit(EntityDeletion deletion, BooleanSupplier isAbandoned) {
        return submit(RegistryRecord.DELETE, deletion, () -> registry.check(deletion), isAbandoned);
    }

    /** The same for the settings of the whole house. */
    public CompletableFuture<Applied> submit(MasterConfiguration master, BooleanSupplier isAbandoned) {
        return submit(RegistryRecord.MASTER_CONFIGURATION, master, () -> {}, isAbandoned);
    }

    /** The same for the settings of the measurement data options. */
    public CompletableFuture<Applied> submit(FeatureConfiguration feature, BooleanSupplier isAbandoned) {
        return submit(RegistryRecord.FEATURE_CONFIGURATION, feature, () -> registry.check(feature), isAbandoned);
    }

    private CompletableFuture<Applied> submit(
            byte recordType, MessageLite message, Runnable check, BooleanSupplier isAbandoned) {
        CompletableFuture<Applied> done = new CompletableFuture<>();
        Refusal refusal = enqueue(new Change(recordType, message, check, isAbandoned, done));
        if (refusal != null) {
            done.completeExceptionally(refusal);
        }
        return done;
    }

    private synchronized Refusal enqueue(Change change) {
        if (isClosed) {
            return shuttingDown();
        }
        int bytes = change.message.getSerializedSize();
        if (waiting.size() >= CHANGES_WAITING_MAX || waitingBytes + bytes > WAITING_BYTES_MAX) {
            return Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            Reason.REGISTRY_BUSY,
                            waiting.size() + " changes of the registry with " + waitingBytes
                                    + " bytes wait already; try again in a moment")
                    .with("limit", CHANGES_WAITING_MAX + " changes, " + WAITING_BYTES_MAX + " bytes");
        }
        waiting.add(change);
        waitingBytes += bytes;
        notifyAll();
        return null;
    }

    private static Refusal shuttingDown() {
        return Refusal.of(
                Refusal.Kind.UNAVAILABLE, Reason.STOPPING, "the server stops and takes no changes in; try again");
    }

    private void run() {
        for (Change change = next(); change != null; change = next()) {
            try {
                change.done.complete(carryOut(change));
            } catch (CompletionException failed) {
                change.done.completeExceptionally(failed.getCause() == null ? failed : failed.getCause());
            } catch (RuntimeException | Error failed) {
                change.done.completeExceptionally(failed);
            }
        }
    }

    /** Waits for the next change; null when there will be none. */
    private synchronized Change next() {
        boolean isInterrupted = false;
        while (waiting.isEmpty() && !isClosed) {
            try {
                wait();
            } catch (InterruptedException notHere) {
                // Only close() ends this thread.
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        Change change = waiting.poll();
        if (change != null) {
            waitingBytes -= change.message.getSerializedSize();
        }
        return change;
    }

    private Applied carryOut(Change change) {
        if (change.isAbandoned.getAsBoolean()) {
            throw Refusal.of(
                    Refusal.Kind.CANCELLED,
                    Reason.ABANDONED,
                    "the call ended before the change was made; nothing changed");
        }
        readLock.lock();
        try {
            change.check.run();
        } finally {
            readLock.unlock();
        }
        Applied applied =
                log.submit(change.recordType, change.message.toByteArray()).join();
        if (applied.outcome().isRefused()) {
            throw applied.outcome().refusal();
        }
        return applied;
    }

    /** Refuses what still waits and ends the thread, once the change under way is through. */
    @Override
    public void close() {
        Deque<Change> left;
        synchronized (this) {
            isClosed = true;
            left = new ArrayDeque<>(waiting);
            waiting.clear();
            waitingBytes = 0;
            notifyAll();
        }
        left.forEach(change -> change.done.completeExceptionally(shuttingDown()));
        try {
            thread.join();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
