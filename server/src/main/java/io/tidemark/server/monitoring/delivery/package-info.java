/**
 * Delivering the outbox: by webhook, by mail.
 *
 * <pre>
 *   waiting message ─▶ record "attempt begins" ─▶ carrier ─▶ record what became of it
 *                         (durable)                            (durable)
 * </pre>
 *
 * <p>Both records are durable before the next step, and the first is written when the carrier is ready and nothing of the
 * message has left. So a crash leaves one of three states, and each has one answer: no attempt began, then it is sent; an
 * attempt ended, then its end is known; an attempt began and nobody knows how it ended. In the last case a webhook is called
 * again under the same idempotency key, by which the receiver knows a message that it has already. Mail has no key that
 * receivers must honour: the message becomes a dead letter that says so, and a person sends it again, under the same
 * Message-ID, or lets it go.
 *
 * <p>What is promised: no message is lost, it is delivered or waits or is a dead letter. A webhook takes each message once
 * for each key; a call is repeated only when no answer of 200 to 299 to it was noted. A mail is handed to the mail server
 * once, unless a person has it sent again.
 *
 * <p>One thread, one message at a time, oldest first. Secrets are in no log, no message and no text of a setting. May
 * import: {@code shard}, {@code ingest}, {@code monitoring.record}, {@code refusal}, the contract's messages, Jakarta Mail.
 */
package io.tidemark.server.monitoring.delivery;
