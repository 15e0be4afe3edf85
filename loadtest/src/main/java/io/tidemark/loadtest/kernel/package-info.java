/**
 * JMH benchmarks of the kernels that everything else waits for, and of the plainest thing the machine can do with the same
 * bytes. {@code tidemark bench} runs them in processes of their own and puts them into its table. May import: the server's
 * {@code metering} and JMH.
 */
package io.tidemark.loadtest.kernel;
