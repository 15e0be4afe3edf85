/**
 * The load test: generates readings, measures how fast a server takes them in and answers meanwhile, and verifies that
 * what was acknowledged is there.
 *
 * <p>{@link io.tidemark.loadtest.LoadTest} is the jar's main class. Rooms: {@code wire} writes requests byte by byte,
 * {@code load} sends them and takes the time, {@code ceiling} is a server that throws them away, {@code verify} reads
 * everything back, {@code portfolio} looks at everything at once, {@code kernel} has benchmarks of kernels, {@code bench}
 * makes one table of everything, {@code crash} kills servers and verifies what is left, {@code overload} sends more than goes, {@code torture} lists the long
 * suites and tabulates what they found, {@code cli} is the command line. May import: the
 * client and the contract.
 */
package io.tidemark.loadtest;
