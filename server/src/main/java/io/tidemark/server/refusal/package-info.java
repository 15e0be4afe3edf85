/**
 * How every room says no: one exception that carries a stable reason, what was wrong and what to do about it.
 *
 * <p>Runs on any thread. May import: {@code java.base} only, so that rooms without gRPC can refuse; the {@code grpc} room
 * turns a refusal into a status with its details.
 */
package io.tidemark.server.refusal;
