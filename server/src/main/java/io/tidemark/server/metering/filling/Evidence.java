package io.tidemark.server.metering.filling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Why a stretch of filled values is what it is: the rule and what it went by.
 *
 * <p>One record answers for the values from {@code fromIndex} (inclusive) to {@code toIndex} (exclusive) of its initial
 * measurement; the one value of a scalar has index 0. A value that was scaled has two records: of the rule that made it
 * and of the scaling.
 */
public sealed interface Evidence {

    /** The first value it answers for. */
    int fromIndex();

    /** The first value after those it answers for. */
    int toIndex();

    /** The rule that was at work. */
    FillingRule rule();

    /** The same in a sentence, for people; instants in UTC. */
    String text();

    /** Zero, because the service point's suppression was open. */
    record ZeroFilled(int fromIndex, int toIndex) implements Evidence {
        @Override
        public FillingRule rule() {
            return FillingRule.ZERO_WHEN_SUPPRESSED;
        }

        @Override
        public String text() {
            return "zero: an open suppression covers the interval";
        }
    }

    /**
     * A line between two end points, or flat from the only one.
     *
     * @param before the end point before, {@code null} when there is none
     * @param after the end point after, {@code null} when there is none
     */
    record Interpolated(int fromIndex, int toIndex, Read before, Read after) implements Evidence {
        @Override
        public FillingRule rule() {
            return FillingRule.INTERPOLATION;
        }

        @Override
        public String text() {
            if (before != null && after != null) {
                return "straight line from " + shown(before) + " to " + shown(after);
            }
            return "flat from " + shown(before != null ? before : after) + ", the only end point";
        }
    }

    /**
     * The mean of like days.
     *
     * @param day the local day that was filled
     * @param likeDays the days averaged, nearest first
     */
    record LikeDays(int fromIndex, int toIndex, LocalDate day, List<LocalDate> likeDays) implements Evidence {

        /** Copies the list. */
        public LikeDays {
            likeDays = List.copyOf(likeDays);
        }

        @Override
        public FillingRule rule() {
            return FillingRule.LIKE_DAY;
        }

        @Override
        public String text() {
            return "mean of the same time of day on " + likeDays + " for " + day;
        }
    }

    /**
     * Scaled so that a span agrees with a register.
     *
     * @param register the caller's number of the register
     * @param first its read at the beginning of the span
     * @param last its read at the end of the span
     * @param difference how far it went in between
     * @param measuredSum what the intervals of the span that were not scaled add up to
     * @param estimatedSum what the scaled ones added up to before
     * @param factor what each was multiplied by, before decimals were cut and handed out
     */
    record Scaled(
            int fromIndex,
            int toIndex,
            int register,
            Read first,
            Read last,
            double difference,
            double measuredSum,
            double estimatedSum,
            double factor)
            implements Evidence {
        @Override
        public FillingRule rule() {
            return FillingRule.SCALE_TO_REGISTER;
        }

        @Override
        public String text() {
            return "times " + factor + ": register " + register + " went " + difference + " from " + shown(first)
                    + " to "
                    + shown(last) + ", of which " + measuredSum + " is in other intervals; the estimates came to "
                    + estimatedSum;
        }
    }

    /**
     * The last good read and the intervals since.
     *
     * @param last the last good read
     * @param intervals how many were added
     * @param sum what they add up to
     */
    record FromIntervals(Read last, int intervals, double sum) implements ScalarEvidence {
        @Override
        public FillingRule rule() {
            return FillingRule.SCALAR_FROM_INTERVALS;
        }

        @Override
        public String text() {
            return shown(last) + " and " + sum + " in the " + intervals + " intervals since";
        }
    }

    /**
     * The last good read, and on at the pace of the same period earlier.
     *
     * @param last the last good read
     * @param historyFirst the read at the beginning of the earlier period
     * @param historyLast the read at its end
     * @param perDay average usage of a day of 24 hours in it
     * @param lastYear whether the period is of a year ago, else of a month ago
     */
    record FromHistory(Read last, Read historyFirst, Read historyLast, double perDay, boolean lastYear)
            implements ScalarEvidence {
        @Override
        public FillingRule rule() {
            return FillingRule.SCALAR_HISTORY;
        }

        @Override
        public String text() {
            return shown(last) + " and " + perDay + " a day, as a " + (lastYear ? "year" : "month") + " ago from "
                    + shown(historyFirst) + " to " + shown(historyLast);
        }
    }

    /** A line by time between two good reads. */
    record Prorated(Read before, Read after) implements ScalarEvidence {
        @Override
        public FillingRule rule() {
            return FillingRule.SCALAR_PRORATION;
        }

        @Override
        public String text() {
            return "straight by time from " + shown(before) + " to " + shown(after);
        }
    }

    /** Evidence for the one value of a scalar. */
    sealed interface ScalarEvidence extends Evidence {
        @Override
        default int fromIndex() {
            return 0;
        }

        @Override
        default int toIndex() {
            return 1;
        }
    }

    private static String shown(Read read) {
        return read.value() + " (" + read.condition() + ") at " + Instant.ofEpochMilli(read.atMillis());
    }
}
