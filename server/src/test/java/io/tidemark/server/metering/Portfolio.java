package io.tidemark.server.metering;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.grid.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Short words for the values that tests of the metering rooms are full of. */
public final class Portfolio {

    public static final long HOUR = 3_600_000L;
    public static final long DAY = 24 * HOUR;
    public static final Period ALWAYS = new Period(Period.NO_BEGINNING, Period.STILL_OPEN);

    private Portfolio() {}

    /** Epoch milliseconds of an ISO-8601 instant. */
    public static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** From one ISO-8601 instant to another; a null end is still open. */
    public static Period period(String from, String to) {
        return new Period(at(from), to == null ? Period.STILL_OPEN : at(to));
    }

    /** At service point 1 in UTC, with a configuration that is always effective. */
    public static Installation installed(String from, String to, Period... off) {
        return installed("UTC", IncomingDataShift.ALWAYS_STANDARD, 1, period(from, to), ALWAYS, off);
    }

    public static Installation installed(
            String zone, IncomingDataShift shift, int servicePoint, Period installed, Period effective, Period... off) {
        return new Installation(
                installed, effective, List.of(off), ZoneId.of(zone), shift, servicePoint, Double.NaN, Double.NaN);
    }
}
