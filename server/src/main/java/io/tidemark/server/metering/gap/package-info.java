/**
 * What is there and what is missing. {@link io.tidemark.server.metering.gap.PresenceSeries} and {@link
 * io.tidemark.server.metering.gap.InstantSeries} are the windows through which everything else sees a component's final
 * measurements; {@link io.tidemark.server.metering.gap.PresenceWords} answers the first of them from a bitmap, a word at
 * a time; {@link io.tidemark.server.metering.gap.GapFinder} and {@link io.tidemark.server.metering.gap.MissingReads} find
 * missing intervals and missing register reads in installed time.
 *
 * <p>Pure, on whatever thread calls; see {@link io.tidemark.server.metering}. May import the grid, device and calendar
 * rooms.
 */
package io.tidemark.server.metering.gap;
