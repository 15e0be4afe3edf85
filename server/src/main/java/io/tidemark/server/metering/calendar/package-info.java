/**
 * Times of day made instants: when a register read is expected, when a cut-off passes.
 *
 * <p>All of it is {@code java.time} and nothing else; a day is the day of the service point's zone, read in legal or in
 * standard time as the device tells it. Pure, on whatever thread calls; see {@link io.tidemark.server.metering}. May
 * import the device room for {@link io.tidemark.server.metering.device.IncomingDataShift}.
 */
package io.tidemark.server.metering.calendar;
