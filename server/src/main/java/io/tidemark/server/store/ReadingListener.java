package io.tidemark.server.store;

/**
 * Hears what the readings of a batch do to the rest of the state. Called by the writer thread, under the state's write
 * lock, while the batch is applied.
 */
public interface ReadingListener {

    /**
     * A component that had no block in a month gets one, for a reading at this instant. A component's first reading ever
     * is always heard of so.
     */
    void monthOpened(int handle, long atMillis);

    /** Whether an installation of the component covers the instant; asked where the latest one does not. */
    boolean isInstalled(int handle, long atMillis);

    /** Readings of [from, to) were deleted: the first of them lay at {@code fromMillis}, the last right before the end. */
    void deleted(int handle, long fromMillis, long toMillis);

    /** Whether anybody wants to hear of every single change. */
    boolean wantsChanges();

    /** A reading was stored or replaced; only when changes are wanted. */
    void changed(int handle, long atMillis);

    /** A reading was deleted; only when changes are wanted. */
    void gone(int handle, long atMillis);
}
