package io.tidemark.server.metering.device;

import io.tidemark.server.metering.grid.Period;

/**
 * The part of a span in which one installation was in force.
 *
 * @param installation the install event
 * @param period the part; never empty, and bounded wherever the span it was cut from was bounded
 */
public record InstalledPeriod(Installation installation, Period period) {}
