/**
 * Delivering the outbox: by webhook, by mail.
 *
 * <pre>
 *   waiting message ─▶ record "attempt begins" ─▶ carrier ─▶ record what became of it
 *                         (durable)                            (durable)
 * </pre>
 *
 * <p>Both records are durable before the next step, so a crash leaves one of three states, and each has one answer: no
 * attempt began, then it is sent; an attempt ended, then its end is known; an attempt began and nobody knows how it ended.
 * In the last case a webhook is called again under the same idempotency key, by which the receiver knows that it has the
 * message already. Mail has no such key that receivers honour: the message becomes a dead letter that says so, and a person
 * decides. So nothing is lost, and nothing arrives twice.
 *
 * <p>One thread, one message at a time, oldest first. Secrets are in no log, no message and no text of a setting. May
 * import: {@code shard}, {@code ingest}, {@code monitoring.record}, {@code refusal}, the contract's messages, Jakarta Mail.
 */
package io.tidemark.server.monitoring.delivery;
