package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.TreeSet;

/**
 * Finds times of day by looking at a clock every quarter of an hour: the plain model's idea of a cut-off and of an expected
 * read. Right for times of day and changes of the clock in whole quarters.
 */
final class ClockReader {

    private static final long QUARTER = 900_000L;
    private static final long DAY = 86_400_000L;

    private ClockReader() {}

    static TreeSet<Long> instants(Installation where, LocalTime first, int hours, long fromMillis, long toMillis) {
        return instants(where.zone(), where.shift(), first, hours, fromMillis, toMillis);
    }

    /** Every instant in [from, to] at which the clock comes to the first time of the day or some hours more. */
    static TreeSet<Long> instants(
            ZoneId zone, IncomingDataShift shift, LocalTime first, int hours, long fromMillis, long toMillis) {
        TreeSet<Long> instants = new TreeSet<>();
        long at = fromMillis - Math.floorMod(fromMillis, QUARTER) - DAY;
        long shownMax = at + offset(zone, shift, at);
        for (at += QUARTER; at <= toMillis; at += QUARTER) {
            long shows = at + offset(zone, shift, at);
            // Everything the hands pass on their way counts; what they jump over counts later by the jump.
            long jumped = Math.max(0, shows - shownMax - QUARTER);
            for (long passed = shownMax + QUARTER; passed <= shows; passed += QUARTER) {
                if (isWanted(passed, first, hours)) {
                    long skippedBy = passed <= shownMax + jumped ? jumped : 0;
                    instants.add(at + passed + skippedBy - shows);
                }
            }
            shownMax = Math.max(shownMax, shows);
        }
        instants.removeIf(instant -> instant < fromMillis || instant > toMillis);
        return instants;
    }

    private static boolean isWanted(long localMillis, LocalTime first, int hours) {
        long sinceFirst = Math.floorMod(localMillis, DAY) - first.toSecondOfDay() * 1_000L;
        return sinceFirst >= 0 && sinceFirst % (hours * 3_600_000L) == 0;
    }

    private static long offset(ZoneId zone, IncomingDataShift shift, long atMillis) {
        ZoneRules rules = zone.getRules();
        Instant at = Instant.ofEpochMilli(atMillis);
        return 1_000L
                * (shift == IncomingDataShift.ALWAYS_LOCAL ? rules.getOffset(at) : rules.getStandardOffset(at))
                        .getTotalSeconds();
    }
}
