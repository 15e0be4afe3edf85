package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.UpsertRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** Takes one change of the registry after the other from its check through the journal to its application. */
public final class RegistryWriter implements AutoCloseable {

    /**
     * Makes a writer, with a thread of its own.
     *
     * @param readLock the read half of the state's lock
     */
    public RegistryWriter(Registry registry, Lock readLock, ChangeLog log) {}

    /**
     * Submits a change. Safe to call from any thread; never waits.
     *
     * @param isAbandoned whether nobody wants the change any more; asked before it is checked
     * @return completes when the change is durable and applied, else with the {@link io.tidemark.server.refusal.Refusal}
     */
    public CompletableFuture<Applied> submit(UpsertRequest request, BooleanSupplier isAbandoned) {
        throw new UnsupportedOperationException();
    }

    /** The same for a deletion. */
    public CompletableFuture<Applied> submit(EntityDeletion deletion, BooleanSupplier isAbandoned) {
        throw new UnsupportedOperationException();
    }

    /** The same for the settings of the whole house. */
    public CompletableFuture<Applied> submit(MasterConfiguration master, BooleanSupplier isAbandoned) {
        throw new UnsupportedOperationException();
    }

    /** The same for the settings of the measurement data options. */
    public CompletableFuture<Applied> submit(FeatureConfiguration feature, BooleanSupplier isAbandoned) {
        throw new UnsupportedOperationException();
    }

    /** Refuses what still waits and ends the thread, once the change under way is through. */
    @Override
    public void close() {}
}
