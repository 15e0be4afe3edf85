/**
 * Filling scalar components: the estimated read at one instant, by the same meter's intervals, by history or by time.
 *
 * <p>Pure; runs on the caller's thread. May import {@code java.base} and other metering rooms.
 */
package io.tidemark.server.metering.filling.scalar;
