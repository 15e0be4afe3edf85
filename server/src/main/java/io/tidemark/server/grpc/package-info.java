/**
 * The contract's services: one class each, between the messages of the wire and the rooms that do the work.
 *
 * <p>Runs on gRPC's threads; what has to wait is handed on and answers from a callback. Every call ends with a status that
 * the contract documents: {@link io.tidemark.server.grpc.Errors} turns refusals into statuses with details, and {@link
 * io.tidemark.server.grpc.FaultInterceptor} stands before all services, so that what nobody foresaw is logged and ends as
 * INTERNAL with an incident id instead of a bare UNKNOWN.
 *
 * <p>May import: gRPC, the contract's messages, ingest, query, registry, metering, access, checkpoint, maintenance,
 * refusal.
 */
package io.tidemark.server.grpc;
