/**
 * Who may call: encryption and tokens.
 *
 * <p>Runs on gRPC's threads, before every service. May import: gRPC, {@code refusal}. Tokens are never logged, nor shown in
 * a refusal.
 */
package io.tidemark.server.access;
