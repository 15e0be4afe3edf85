/**
 * Where and when a component's devices were installed, and when they were connected. Pure, on whatever thread calls; see
 * {@link io.tidemark.server.metering}. May import the grid room for {@link io.tidemark.server.metering.grid.Period}.
 */
package io.tidemark.server.metering.device;
