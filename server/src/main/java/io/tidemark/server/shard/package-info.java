/**
 * The state: registry, readings, tide marks and writers, changed by one thread, one journal record after the other.
 *
 * <p>{@link io.tidemark.server.shard.State#apply} is the only way the state changes; it is the same function live and in
 * recovery and its result depends on the records alone. Whoever reads takes the read half of {@link
 * io.tidemark.server.shard.StateLock}; the writer thread holds the write half while it applies a record, so a batch is
 * seen whole or not at all.
 *
 * <p>A component's shard is the murmur2 hash of its id, modulo the number of shards that the data directory was made
 * with. All shards of a process have one writer thread.
 *
 * <p>May import: {@code store}, {@code registry}, {@code monitoring.record}, {@code estimation} (not its runs), {@code metering}, {@code batch}, {@code refusal}, the contract's messages.
 */
package io.tidemark.server.shard;
