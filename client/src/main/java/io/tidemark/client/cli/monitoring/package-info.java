/**
 * Commands that watch the streams: coverage, reviews, cases, stalled streams, disturbances, the outbox, and readings by hand.
 *
 * <p>May import: the client, the contract's messages, {@code cli} and {@code cli.output}, picocli.
 */
package io.tidemark.client.cli.monitoring;
