/**
 * Who may call: encryption and tokens; and how many at once.
 *
 * <p>Runs on gRPC's threads, before every service, and on the thread that accepts connections. May import: gRPC, Netty,
 * {@code refusal}. Tokens are never logged, nor shown in a refusal.
 */
package io.tidemark.server.access;
