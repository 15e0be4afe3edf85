/**
 * Kills a server under load, again and again, and verifies after each restart what is left.
 *
 * <p>The server is a process of its own and is killed as a crash kills it. Writers in this process send batches whose whole
 * content follows from a seed, the writer and the sequence; what is acknowledged goes into a record of acknowledgements
 * that is forced to the device. After a restart each writer asks how far it had come: that must be no less than the record
 * says and no more than was sent, and the store must hold exactly what the batches up to there make of it. Batches correct,
 * delete and outrank each other, so that one lost, applied in part, twice or out of order leaves another store behind.
 * Registrations, notes with cases and initial measurements are tried the same way ({@link
 * io.tidemark.loadtest.crash.Trial}), and checkpoints are made meanwhile. May import: the other rooms (not {@code cli}), the client and the contract.
 */
package io.tidemark.loadtest.crash;
