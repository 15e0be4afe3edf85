package io.tidemark.server.metering.estimation;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Estimation settings of a type of interval components.
 *
 * @param create what a gap brings forth
 * @param maxDaysToEstimate bound of the horizon's begin, days, 1 to {@link SettingsProblem#DAYS_MAX}; empty: none
 * @param method how the horizon's end is found
 * @param hoursToWait data are late after so many hours, 0 to {@link SettingsProblem#HOURS_MAX}
 * @param hoursToEstimate least size of an estimate under ROLLING_DELAY, hours, 0 to {@link SettingsProblem#HOURS_MAX}
 * @param cutOffTime time of day of the end under PREDICTABLE_CUTOFF, on the device's clock
 * @param rollingDelayFrom from which measurement {@code hoursToEstimate} counts
 * @param innerInitialMeasurement what becomes of a gap with an initial measurement strictly inside
 */
public record IntervalSettings(
        Creation create,
        OptionalInt maxDaysToEstimate,
        EstimationMethod method,
        int hoursToWait,
        int hoursToEstimate,
        LocalTime cutOffTime,
        RollingDelayFrom rollingDelayFrom,
        InnerInitialMeasurement innerInitialMeasurement)
        implements EstimationSettings {

    /** What holds where a type says nothing. */
    public static final IntervalSettings DEFAULT = new IntervalSettings(
            Creation.INITIAL_MEASUREMENT,
            OptionalInt.empty(),
            EstimationMethod.ROLLING_DELAY,
            48,
            24,
            LocalTime.MIDNIGHT,
            RollingDelayFrom.LATEST_CONTIGUOUS,
            InnerInitialMeasurement.SKIP_GAP);

    @Override
    public int hoursUntilDue() {
        return hoursToWait;
    }

    @Override
    public List<SettingsProblem> problems() {
        List<SettingsProblem> problems = new ArrayList<>();
        SettingsProblem.maxDays(problems, maxDaysToEstimate);
        SettingsProblem.hours(problems, "hoursToWait", hoursToWait);
        SettingsProblem.hours(problems, "hoursToEstimate", hoursToEstimate);
        return List.copyOf(problems);
    }
}
