/**
 * Final measurements in memory: off-heap Chronicle maps, whose blocks hold a month of some components.
 *
 * <p>Every component has one number, its handle. Every UTC month that holds a reading has a {@link
 * io.tidemark.server.store.MonthTable}: an array from handle to the address of the component's readings in that month:
 * a block of its own for a scalar, a lane of a block that many share for an interval component. A block is the constant-size value of an entry in a Chronicle map; such a value never moves while its entry lives, so its
 * address is looked up once, when the block is made, and from then on a write is a store into memory. {@link
 * io.tidemark.server.store.IntervalBlock} and {@link io.tidemark.server.store.ScalarBlock} draw the two kinds of block.
 *
 * <p>The maps have no files: the journal is the truth, and a restart builds them again from it.
 *
 * <p>Runs: mutations on the writer thread, under the state's write lock; reading on any thread under its read lock. An
 * address must not be used outside the lock. May import: {@code metering}, {@code refusal}, {@code step}, Chronicle Map, Agrona.
 */
package io.tidemark.server.store;
