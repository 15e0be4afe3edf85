/** The grid on which intervals lie, and periods of time. Pure; see {@link io.tidemark.server.metering}. */
package io.tidemark.server.metering.grid;
