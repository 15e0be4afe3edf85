package io.tidemark.server.metering.review;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;

/** What one stream sends next: the question a watch asks, whatever kind the component is. */
@FunctionalInterface
public interface ExpectedStream {

    /** What {@link #nextAfter} answers when nothing more is expected: it was removed, or never installed. */
    long NOTHING = Long.MAX_VALUE;

    /**
     * The beginning of the first expected reading, within installed time, that a reading at the given instant leaves open.
     *
     * @param lastReceivedMillis instant of the latest received reading (an interval: its beginning); {@link Long#MIN_VALUE}
     *     when there is none
     * @return epoch milliseconds; {@link Long#MIN_VALUE} when it was installed since ever and nothing came; {@link #NOTHING}
     */
    long nextAfter(long lastReceivedMillis);

    /** The stream of an interval component. */
    static ExpectedStream ofIntervals(IntervalGrid grid, InstallationHistory history) {
        return last -> {
            long after = last == Long.MIN_VALUE ? last : last + grid.lengthMillis();
            for (Installation installation : history.installations()) {
                Period part = IntervalFindings.whole(grid, installation.inForce(), after, Long.MAX_VALUE);
                if (!part.isEmpty()) {
                    return part.fromMillis();
                }
            }
            return NOTHING;
        };
    }

    /** The stream of a scalar component, by its cadence: at its daily times, or once a period longer than a day. */
    static ExpectedStream ofReads(InstallationHistory history, CadenceCalendar calendar, ReadSchedule schedule) {
        return calendar.cadence().isOverADay() ? byPeriod(history, calendar) : daily(history, schedule);
    }

    private static ExpectedStream daily(InstallationHistory history, ReadSchedule schedule) {
        return last -> {
            long after = last == Long.MIN_VALUE ? last : last + schedule.earlyMillis() + 1;
            for (Installation installation : history.installations()) {
                Period part = installation.inForce().intersect(after, Long.MAX_VALUE);
                if (part.isEmpty()) {
                    continue;
                }
                if (part.fromMillis() == Long.MIN_VALUE) {
                    return Long.MIN_VALUE;
                }
                ExpectedInstants instants = schedule.at(installation);
                long next = instants.firstAfter(part.fromMillis() - 1);
                if (next < part.toMillis()) {
                    return next;
                }
            }
            return NOTHING;
        };
    }

    private static ExpectedStream byPeriod(InstallationHistory history, CadenceCalendar calendar) {
        return last -> {
            long after = last == Long.MIN_VALUE ? last : calendar.periodToMillis(last);
            for (Installation installation : history.installations()) {
                Period part = installation.inForce().intersect(after, Long.MAX_VALUE);
                if (!part.isEmpty()) {
                    return part.fromMillis() == Long.MIN_VALUE
                            ? Long.MIN_VALUE
                            : calendar.periodFromMillis(part.fromMillis());
                }
            }
            return NOTHING;
        };
    }
}
