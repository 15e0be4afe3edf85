package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What the rules may look at to fill one interval component.
 *
 * @param grid on which its intervals begin
 * @param measured what it measured
 * @param usable where measurements may be used, half-open: the caller leaves out another service point's time
 * @param zone the service point's zone; its legal time is the time of day that like days share
 * @param holidays holidays of the service point's calendar, as local dates
 * @param zeroFilled periods that are to be filled with zero, ascending and disjoint ({@code Suppression.zeroFilled});
 *     empty when the master configuration does not want that
 * @param registers registers of the same meter that count the same quantity in the same unit; may be empty
 * @param decimals decimals to which scaled values are exact, 0 to 9; {@link #NO_DECIMALS} when not known
 * @param counting how the component counts when its values are a register's; else not looked at
 */
public record IntervalComponent(
        IntervalGrid grid,
        MeasuredSeries measured,
        Period usable,
        ZoneId zone,
        Set<LocalDate> holidays,
        List<Period> zeroFilled,
        List<Register> registers,
        int decimals,
        Counting counting) {

    /** Stands where the decimals are not known. */
    public static final int NO_DECIMALS = -1;

    /** Copies the collections, so that the record never changes. */
    public IntervalComponent {
        holidays = Set.copyOf(holidays);
        zeroFilled = List.copyOf(zeroFilled);
        registers = List.copyOf(registers);
    }
}
