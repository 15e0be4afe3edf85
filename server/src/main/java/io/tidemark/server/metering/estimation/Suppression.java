package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.grid.Period;

/**
 * A time in which estimation at a service point is held back.
 *
 * @param period when
 * @param open whether it counts; a closed one never does
 */
public record Suppression(Period period, boolean open) {}
