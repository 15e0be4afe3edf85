/**
 * Fuzzing: bytes that nobody meant, on every way into the server. Each {@link io.tidemark.server.fuzz.FuzzTarget} takes an
 * input, does with it what a client or a disk could, and throws when the server did what it must not: fell, hung, or
 * answered with a status that is not in the contract.
 *
 * <p>The build replays the inputs kept under {@code src/test/resources/fuzz}; the long suite lets Jazzer look for new ones,
 * a process and a minute a target.
 */
package io.tidemark.server.fuzz;
