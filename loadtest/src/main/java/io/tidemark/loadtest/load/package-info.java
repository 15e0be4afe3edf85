/**
 * Sends a load and takes the time.
 *
 * <p>Each connection has a sender thread of its own, which writes and sends batches, and gRPC's thread, which receives the
 * acknowledgements; the two meet under the lock of their {@link io.tidemark.loadtest.load.LoadStream}. In a closed loop a
 * sender waits only for room in its window. In an open loop each batch has a time at which it is meant to be sent, and its
 * latency counts from then, however late the window let it go: what a slow server holds back is not left out. May import:
 * wire, the client and the contract.
 */
package io.tidemark.loadtest.load;
