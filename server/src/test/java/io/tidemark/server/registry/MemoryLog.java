package io.tidemark.server.registry;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A journal in memory that applies what it is given at once, under the write half of its lock. */
public final class MemoryLog implements ChangeLog {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Byte> types = new ArrayList<>();
    private Registry registry;

    /** A registry on top of a log; the log must know whom to apply to. */
    public void appliesTo(Registry itsRegistry) {
        this.registry = itsRegistry;
    }

    /** The lock of the state. */
    public ReadWriteLock lock() {
        return lock;
    }

    /** Types of the records that were logged. */
    public synchronized List<Byte> types() {
        return List.copyOf(types);
    }

    @Override
    public synchronized CompletableFuture<Applied> submit(byte recordType, byte[] payload) {
        types.add(recordType);
        lock.writeLock().lock();
        try {
            Outcome outcome = registry.apply(recordType, payload);
            return CompletableFuture.completedFuture(
                    new Applied(outcome, ByteString.copyFromUtf8("position " + types.size())));
        } finally {
            lock.writeLock().unlock();
        }
    }
}
