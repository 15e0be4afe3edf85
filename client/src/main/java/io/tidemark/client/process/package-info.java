/**
 * A server as a child process: how it is called, when it is ready, how it ends.
 *
 * <p>For commands that bring a server of their own and for tests of whole processes. A {@link
 * io.tidemark.client.process.ServerProcess} may be used from any thread. A child does not outlive this Java process when
 * that ends in an orderly way (its end, SIGINT, SIGTERM). May import: {@code java.base} only.
 */
package io.tidemark.client.process;
