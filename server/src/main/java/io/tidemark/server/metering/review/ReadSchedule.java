package io.tidemark.server.metering.review;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.calendar.WallClock;
import io.tidemark.server.metering.device.Installation;
import java.time.LocalTime;

/**
 * When a scalar component is read each day, and how far off a read may be: its type's settings.
 *
 * @param firstDailyTime the first read of each local day
 * @param hoursBetween wall-clock hours from one read to the next, 1 to 24
 * @param earlyMillis how much before its expected instant a read may come, 0 and up
 * @param lateMillis how much after it, 0 and up; early and late together stay below {@code hoursBetween}
 */
public record ReadSchedule(LocalTime firstDailyTime, int hoursBetween, long earlyMillis, long lateMillis) {

    /** The expected instants where one device hangs. */
    ExpectedInstants at(Installation installation) {
        return new ExpectedInstants(
                new WallClock(installation.zone(), installation.shift()), firstDailyTime, hoursBetween);
    }
}
