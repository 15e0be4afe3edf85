package io.tidemark.server.registry;

import java.util.concurrent.CompletableFuture;

/**
 * Where the registry's changes become durable: the journal, seen from here.
 *
 * <p>An implementation appends the record, forces it, and has its writer thread call {@link Registry#apply(byte, byte[])}
 * under the write half of the state's lock; in recovery it makes the same call for every record it reads.
 */
@FunctionalInterface
public interface ChangeLog {

    /**
     * Hands one change in. Safe to call from any thread; does not wait for the device.
     *
     * @param recordType one of {@link RegistryRecord}'s types
     * @param payload the record's bytes; not changed by either side from here on
     * @return completes when the change is durable and applied; completes with a {@link
     *     io.tidemark.server.refusal.Refusal} when the journal takes nothing in
     */
    CompletableFuture<Applied> submit(byte recordType, byte[] payload);
}
