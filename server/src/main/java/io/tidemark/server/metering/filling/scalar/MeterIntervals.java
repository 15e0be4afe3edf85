package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.grid.IntervalGrid;

/**
 * The interval component of the same meter: same quantity, same unit.
 *
 * @param grid on which its intervals begin
 * @param series what it measured, with the estimates that filled it ({@code OverlaidSeries} lays those over that are
 *     still in progress)
 */
public record MeterIntervals(IntervalGrid grid, MeasuredSeries series) {}
