package io.tidemark.server.shard;

import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells listeners of every reading that was stored, replaced or deleted. Costs nothing while nobody listens.
 *
 * <p>Listeners come and go on any thread; they are called by the writer thread under the state's write lock and must only
 * note what they hear.
 */
public final class ReadingChanges {

    /** Hears of changes. */
    public interface Listener {

        /** A reading was stored or replaced. */
        void changed(int handle, long atMillis);

        /** A reading was deleted. */
        void gone(int handle, long atMillis);

        /** The batch that brought the changes has been applied whole. */
        void batchEnds();
    }

    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Adds a listener; call under the read lock, so that it hears whole batches. */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** Takes a listener away; it may hear of the batch under way. */
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    void changed(int handle, long atMillis) {
        for (Listener listener : listeners) {
            listener.changed(handle, atMillis);
        }
    }

    void gone(int handle, long atMillis) {
        for (Listener listener : listeners) {
            listener.gone(handle, atMillis);
        }
    }

    void batchEnds() {
        for (Listener listener : listeners) {
            listener.batchEnds();
        }
    }
}
