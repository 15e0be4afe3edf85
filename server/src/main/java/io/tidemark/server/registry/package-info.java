/**
 * Who is measured, with what, since when, under which rules: providers, service points, measuring component types,
 * device configurations, install events, measuring components and the two configurations of the house.
 *
 * <p>A change goes three steps: it is checked against what stands, written to the journal, and applied. {@link
 * io.tidemark.server.registry.Registry#apply} is the same function live and in recovery, and its state depends on the
 * journal alone: handles are given in the journal's order.
 *
 * <p>Threads: the data structures are plain. One writer thread changes them, holding the write half of the state's lock;
 * everybody else reads them holding the read half. {@link io.tidemark.server.registry.RegistryWriter} has a thread of its
 * own that takes one change after the other through the three steps.
 *
 * <p>May import: the contract's messages, {@code metering}, {@code refusal}, Agrona. Knows nothing of the journal's files,
 * the store or gRPC: it asks for the first through {@link io.tidemark.server.registry.ChangeLog} and for the second
 * through {@link io.tidemark.server.registry.DataPresence}.
 */
package io.tidemark.server.registry;
