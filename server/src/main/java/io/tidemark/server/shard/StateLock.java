package io.tidemark.server.shard;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Guards the state: one writer thread, many readers.
 *
 * <p>The write half is held for one record at a time, the read half for one bounded piece of an answer; nobody waits for
 * the disk or the network while holding either. Fair, so that neither a stream of batches nor a stream of queries can shut
 * the other out.
 */
public final class StateLock {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** For whoever looks at the state. */
    public Lock read() {
        return lock.readLock();
    }

    /** For the writer thread. */
    public Lock write() {
        return lock.writeLock();
    }
}
