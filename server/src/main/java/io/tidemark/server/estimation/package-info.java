/**
 * What periodic estimation has asked for and not settled, as state: runs, initial measurements and To Dos.
 *
 * <p>{@link io.tidemark.server.estimation.EstimationState#apply} is the only way it changes, with the records of {@link
 * io.tidemark.server.estimation.EstimationRecord}; numbers are given in the journal's order. What a record does to
 * readings and tide marks goes through {@link io.tidemark.server.estimation.Effects}. Each thing is kept as the message
 * that a checkpoint holds of it; messages never change, so a reader may keep one beyond the lock.
 *
 * <p>Changed by the writer thread under the state's write lock, read by anybody under the read lock. May import: {@code
 * metering}, {@code refusal}, the journal's and the contract's messages. The runs that make these records are in the room
 * {@code run}.
 */
package io.tidemark.server.estimation;
