package io.tidemark.client.demo;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What goes wrong in the sample month, and where: an outage of a concentrator, a meter that falls silent, intervals lost here
 * and there, a register that runs over, a meter that is swapped.
 */
final class Mishaps {

    /** First meter behind the concentrator that fails. */
    static final int OUTAGE_METER_FIRST = 101;

    /** Last meter behind it. */
    static final int OUTAGE_METER_LAST = 140;

    /** When it fails. */
    static final Instant OUTAGE_FROM = SampleMonth.local("2025-10-14T03:00");

    /** When it is back. */
    static final Instant OUTAGE_TO = SampleMonth.local("2025-10-14T09:30");

    /** The meter that falls silent. */
    static final int SILENT_METER = 777;

    /** From when on nothing comes from it. */
    static final Instant SILENT_FROM = SampleMonth.local("2025-10-22T17:00");

    /** The meter whose register runs over. */
    static final int ROLLOVER_METER = 42;

    /** Its first reading after that. */
    static final Instant ROLLOVER_AT = SampleMonth.local("2025-10-11T19:00");

    /** The meter that is swapped. */
    static final int SWAPPED_METER = 7;

    /** When the new device takes over. */
    static final Instant SWAPPED_AT = SampleMonth.local("2025-10-16T10:15");

    /** One meter in this many loses a few intervals. */
    private static final int LOSSY_EVERY = 33;

    private Mishaps() {}

    /** Which quarters of an hour of a meter's load profile never arrive. */
    static boolean[] lostQuarters(int meter) {
        boolean[] lost = new boolean[SampleMonth.QUARTERS];
        if (meter >= OUTAGE_METER_FIRST && meter <= OUTAGE_METER_LAST) {
            Arrays.fill(lost, SampleMonth.quarter(OUTAGE_FROM), SampleMonth.quarter(OUTAGE_TO), true);
        }
        if (meter == SILENT_METER) {
            Arrays.fill(lost, SampleMonth.quarter(SILENT_FROM), SampleMonth.QUARTERS, true);
        }
        if (meter % LOSSY_EVERY == 5) {
            SplittableRandom random = new SplittableRandom(meter);
            int first = random.nextInt(SampleMonth.QUARTERS - 10);
            Arrays.fill(lost, first, first + 1 + random.nextInt(6), true);
        }
        return lost;
    }

    /** Whether the meter's register reading at the beginning of a quarter never arrives. */
    static boolean isRegisterLost(int meter, int quarter) {
        long at = SampleMonth.millis(quarter);
        boolean outage = meter >= OUTAGE_METER_FIRST
                && meter <= OUTAGE_METER_LAST
                && at >= OUTAGE_FROM.toEpochMilli()
                && at < OUTAGE_TO.toEpochMilli();
        return outage || (meter == SILENT_METER && at >= SILENT_FROM.toEpochMilli());
    }
}
