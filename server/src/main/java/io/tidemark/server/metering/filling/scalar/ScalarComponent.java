package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.filling.Register;
import java.time.ZoneId;

/**
 * What the rules may look at to fill one scalar component.
 *
 * @param register the component's own reads and how it counts; its number comes back in dependencies, as the register's
 * @param zone the service point's zone, in which a month or a year ago is counted
 * @param intervals the interval component of the same meter; {@code null} when there is none
 * @param decimals decimals to which estimated reads are cut, 0 to 9; {@link #NO_DECIMALS} when not known
 */
public record ScalarComponent(Register register, ZoneId zone, MeterIntervals intervals, int decimals) {

    /** Stands where the decimals are not known. */
    public static final int NO_DECIMALS = -1;
}
