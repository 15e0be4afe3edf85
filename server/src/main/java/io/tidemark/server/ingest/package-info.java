/**
 * The way of every change: log first, memory second, acknowledgement third.
 *
 * <pre>
 *   gRPC threads ──submit──▶ [queue] ──▶ journal thread ──▶ [queue] ──▶ writer thread
 *                                        write, force                   apply, acknowledge
 * </pre>
 *
 * <p>{@link io.tidemark.server.ingest.CommitLog} is that way; everything that changes the state is a {@link
 * io.tidemark.server.ingest.LogEntry} on it. {@link io.tidemark.server.ingest.WriterSession} is a head-end's stream: it
 * checks sequences, promises memory and collects acknowledgements. {@link io.tidemark.server.ingest.Recovery} leads the
 * journal's records into the state before the first request.
 *
 * <p>The journal thread and the writer thread live here; sessions are called by gRPC's threads and by those two. May
 * import: {@code journal}, {@code shard}, {@code batch}, {@code store}, {@code registry}, {@code refusal},
 * {@code step}.
 */
package io.tidemark.server.ingest;
