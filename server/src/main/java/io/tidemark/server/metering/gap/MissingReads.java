package io.tidemark.server.metering.gap;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.calendar.WallClock;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.time.LocalTime;
import java.util.function.LongPredicate;

/**
 * Finds the register reads of a scalar component that were expected and did not come (periodic-estimation rules, "Scalar
 * MCs").
 *
 * <p>An instant is expected while an installation is in force, on the clock of that installation's service point and
 * device; a read from {@code earlyMillis} before it to {@code lateMillis} after it satisfies it, both ends included.
 *
 * @param history the component's installations
 * @param firstDailyTime first expected read of each local day
 * @param hoursBetween wall-clock hours between reads, 1 to 24
 * @param earlyMillis how much too early a read may be, milliseconds, at least 0
 * @param lateMillis how much too late, milliseconds, at least 0
 * @param expectedWhileOff whether reads are expected of a device that is switched off
 */
public record MissingReads(
        InstallationHistory history,
        LocalTime firstDailyTime,
        int hoursBetween,
        long earlyMillis,
        long lateMillis,
        boolean expectedWhileOff) {

    /** What the searches answer when nothing is missing. */
    public static final long NONE = Long.MAX_VALUE;

    /** Whether the series has a read that satisfies an expected instant. */
    public boolean isSatisfied(InstantSeries reads, long expectedMillis) {
        return reads.firstAtOrAfter(expectedMillis - earlyMillis) <= expectedMillis + lateMillis;
    }

    /** The first expected instant in {@code (afterMillis, throughMillis]} without a read, or {@link #NONE}. */
    public long first(InstantSeries reads, long afterMillis, long throughMillis) {
        long[] first = {NONE};
        find(reads, afterMillis, throughMillis, at -> {
            first[0] = at;
            return false;
        });
        return first[0];
    }

    /**
     * Hands out the expected instants in {@code (afterMillis, throughMillis]} without a read, ascending.
     *
     * @param found takes an instant and says whether to go on; how many a caller takes is the caller's limit
     * @return whether all were handed out: false when {@code found} ended the search
     */
    public boolean find(InstantSeries reads, long afterMillis, long throughMillis, LongPredicate found) {
        return expected(afterMillis, throughMillis, at -> isSatisfied(reads, at) || found.test(at));
    }

    /**
     * Hands out the expected instants in {@code (afterMillis, throughMillis]}, ascending, read or not.
     *
     * @param found takes an instant and says whether to go on
     * @return whether all were handed out
     */
    public boolean expected(long afterMillis, long throughMillis, LongPredicate found) {
        for (Installation installation : history.installations()) {
            Period inForce = installation.inForce();
            if (inForce.fromMillis() > throughMillis) {
                return true;
            }
            // The instant of installation itself is inside, hence the millisecond.
            long after = inForce.contains(afterMillis) ? afterMillis : Math.max(afterMillis, inForce.fromMillis() - 1);
            long through = Math.min(throughMillis, inForce.toMillis() - 1);
            if (after < through && !expectedOf(installation, after, through, found)) {
                return false;
            }
        }
        return true;
    }

    private boolean expectedOf(Installation installation, long afterMillis, long throughMillis, LongPredicate found) {
        WallClock clock = new WallClock(installation.zone(), installation.shift());
        ExpectedInstants instants = new ExpectedInstants(clock, firstDailyTime, hoursBetween);
        for (long at = instants.firstAfter(afterMillis); at <= throughMillis; at = instants.firstAfter(at)) {
            if ((expectedWhileOff || !installation.isOffAt(at)) && !found.test(at)) {
                return false;
            }
        }
        return true;
    }
}
