/**
 * {@code tidemark bench}: one table of what Tidemark reaches on this machine, each figure beside a ceiling of the same run
 * and the target it is held to.
 *
 * <p>{@link io.tidemark.loadtest.bench.Bench} goes through the parts one after the other, on one thread; each part adds
 * rows to the table. Servers run in processes of their own, as they are delivered; what they use is read from outside. May
 * import: the other rooms except {@code cli} and {@code crash}, the client, the server's kernels, JMH and the JDK's
 * management interfaces.
 */
package io.tidemark.loadtest.bench;
