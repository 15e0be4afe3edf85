/** Where and when a component's devices were installed. Pure; see {@link io.tidemark.server.metering}. */
package io.tidemark.server.metering.device;
