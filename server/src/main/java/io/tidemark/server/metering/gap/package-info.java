/** What is there and what is missing, seen through two narrow windows. Pure; see {@link io.tidemark.server.metering}. */
package io.tidemark.server.metering.gap;
