/**
 * Watching the data streams: runs over many components, and what follows from them.
 *
 * <pre>
 *   clock ──▶ Ticks ──▶ ┌────────────── one thread ───────────────┐
 *                       │ Resolving   cases whose data are there  │
 *   grpc ── reviews ──▶ │ ReviewRun   a month, every component    │──▶ records ──▶ journal ──▶ MonitoringState
 *   grpc ── changes ──▶ │ Watch       providers gone quiet        │
 *                       └─────────────────────────────────────────┘
 *   grpc ── questions ─▶ CoverageQuery, StalledQuery, CasesQuery (query threads, read only)
 * </pre>
 *
 * <p>Everything that changes what monitoring remembers is decided on one thread and waits there until it is durable, so
 * that no decision is made on what another is about to change. {@link io.tidemark.server.monitoring.Streams} brings what
 * the registry and the store know to the rules of {@code metering.review}. The state's read lock is held for a bounded
 * number of components at a time.
 *
 * <p>May import: {@code shard}, {@code store}, {@code registry}, {@code ingest}, {@code query}'s Pieces and WireMessage,
 * {@code metering}, {@code refusal}, the contract's messages.
 */
package io.tidemark.server.monitoring;
