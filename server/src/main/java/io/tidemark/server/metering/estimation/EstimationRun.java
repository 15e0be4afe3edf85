package io.tidemark.server.metering.estimation;

import java.util.OptionalInt;

/**
 * What one run is made for, the same for every component in it.
 *
 * @param processMillis process date/time: the instant for which it is decided what is missing, epoch milliseconds
 * @param systemMillis system date/time: the instant at which the run is made; the same unless the run is back-dated
 * @param fillMissingDataWithZero master configuration: estimate in spite of a suppression, with zeros inside it
 * @param lastUsableHours feature configuration {@code hoursInPastToRetrieveLastUsableMeasurement}, hours, 1 to {@link
 *     SettingsProblem#HOURS_MAX}; empty when not set
 * @param keptFromMillis no horizon begins before it: earlier measurements were dropped because of their age, and are not
 *     missing; {@link Long#MIN_VALUE} when nothing was
 */
public record EstimationRun(
        long processMillis,
        long systemMillis,
        boolean fillMissingDataWithZero,
        OptionalInt lastUsableHours,
        long keptFromMillis) {

    /** A run over a store that keeps everything. */
    public EstimationRun(
            long processMillis, long systemMillis, boolean fillMissingDataWithZero, OptionalInt lastUsableHours) {
        this(processMillis, systemMillis, fillMissingDataWithZero, lastUsableHours, Long.MIN_VALUE);
    }

    /** Milliseconds of an elapsed hour; hours of settings never slip over a change of the clock. */
    static final long HOUR_MILLIS = 3_600_000L;

    /** The process date/time less so many elapsed hours. */
    long processLessHours(int hours) {
        return processMillis - hours * HOUR_MILLIS;
    }
}
