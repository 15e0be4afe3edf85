/**
 * What monitoring remembers: cases, reviews, disturbances, messages, and who entered readings by hand.
 *
 * <p>{@link io.tidemark.server.monitoring.record.MonitoringState#apply} is the one way it changes, by journal records, the
 * same live and in recovery; a book for each thing is behind it. Domain values are the review rooms'; the forms turn them
 * into messages and back.
 *
 * <p>Changed by the writer thread under the state's write lock, read by anyone under its read lock. May import: {@code
 * metering}, {@code refusal}, Agrona, the contract's messages.
 */
package io.tidemark.server.monitoring.record;
