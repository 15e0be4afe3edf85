/**
 * A large portfolio: registers it with everything that belongs to it, loads whole days with a gap in some components, and
 * asks what looks at all components at once — estimation, coverage, review, disturbances — with time and memory of each.
 *
 * <p>What is found is compared with what was left out. Loading has a thread a connection; everything else is one thread's.
 * May import: wire, load, the client and the contract.
 */
package io.tidemark.loadtest.portfolio;
