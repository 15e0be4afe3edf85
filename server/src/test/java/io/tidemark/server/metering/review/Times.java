package io.tidemark.server.metering.review;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Short ways to write times and installations in tests. */
public final class Times {

    public static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    public static final ZoneId UTC = ZoneId.of("UTC");

    public static final Period ALWAYS = new Period(Period.NO_BEGINNING, Period.STILL_OPEN);

    private Times() {}

    /** Epoch milliseconds of an ISO-8601 instant with an offset. */
    public static long at(String iso) {
        return OffsetDateTime.parse(iso).toInstant().toEpochMilli();
    }

    public static Period period(String from, String to) {
        return new Period(at(from), at(to));
    }

    public static Installation installation(Period installed, ZoneId zone, IncomingDataShift shift) {
        return new Installation(installed, ALWAYS, List.of(), zone, shift, 0, Double.NaN, Double.NaN);
    }

    /** One component at one place in the zone, installed in the given periods. */
    public static InstallationHistory installed(ZoneId zone, Period... periods) {
        List<Installation> installations = new ArrayList<>();
        for (Period period : periods) {
            installations.add(installation(period, zone, IncomingDataShift.ALWAYS_LOCAL));
        }
        return new InstallationHistory(installations);
    }

    /** A calendar from a component's settings; a type that waits 24 hours. */
    public static CadenceCalendar calendar(String cadence, String dueAfter, ZoneId zone) {
        return new CadenceCalendar(Cadence.parse(cadence, dueAfter, 24), zone);
    }
}
