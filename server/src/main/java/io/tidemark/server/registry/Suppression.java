package io.tidemark.server.registry;

import io.tidemark.server.metering.grid.Period;

/**
 * A time in which estimation is held back, such as a known outage.
 *
 * @param period when
 * @param isOpen whether it counts; a closed one never does
 */
public record Suppression(Period period, boolean isOpen) {}
