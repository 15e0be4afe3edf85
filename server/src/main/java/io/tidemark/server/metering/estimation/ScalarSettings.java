package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.gap.MissingReads;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Estimation settings of a type of scalar components that are read by themselves, at least daily.
 *
 * @param create what a missing read brings forth
 * @param maxDaysToEstimate bound of the horizon's begin, days, 1 to {@link SettingsProblem#DAYS_MAX}; empty: none
 * @param hoursBetweenMeasurements wall-clock hours between expected reads, 1 to 24
 * @param firstDailyMeasurementTime time of day of the first expected read, on the device's clock
 * @param earlyThreshold how much too early a read may be, 0 or more
 * @param lateThreshold how much too late; with the early one below {@code hoursBetweenMeasurements}
 * @param hoursBeforeEstimation a read is late after so many hours, 0 to {@link SettingsProblem#HOURS_MAX}
 * @param hoursToEstimate how far past that the horizon reaches, hours, 0 to {@link SettingsProblem#HOURS_MAX}
 * @param evaluateInstallationEventOffPeriod whether reads are expected of a device that is switched off
 */
public record ScalarSettings(
        Creation create,
        OptionalInt maxDaysToEstimate,
        int hoursBetweenMeasurements,
        LocalTime firstDailyMeasurementTime,
        Duration earlyThreshold,
        Duration lateThreshold,
        int hoursBeforeEstimation,
        int hoursToEstimate,
        boolean evaluateInstallationEventOffPeriod)
        implements EstimationSettings {

    /** What holds where a type says nothing. */
    public static final ScalarSettings DEFAULT = new ScalarSettings(
            Creation.INITIAL_MEASUREMENT,
            OptionalInt.empty(),
            24,
            LocalTime.MIDNIGHT,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            24,
            24,
            false);

    @Override
    public int hoursUntilDue() {
        return hoursBeforeEstimation;
    }

    /** The search for missing reads over a component's installations that these settings make. */
    public MissingReads missingReads(InstallationHistory history) {
        return new MissingReads(
                history,
                firstDailyMeasurementTime,
                hoursBetweenMeasurements,
                earlyThreshold.toMillis(),
                lateThreshold.toMillis(),
                evaluateInstallationEventOffPeriod);
    }

    @Override
    public List<SettingsProblem> problems() {
        List<SettingsProblem> problems = new ArrayList<>();
        SettingsProblem.maxDays(problems, maxDaysToEstimate);
        SettingsProblem.range(
                problems,
                "hoursBetweenMeasurements",
                hoursBetweenMeasurements,
                1,
                ExpectedInstants.HOURS_BETWEEN_MAX,
                "hours");
        boolean inRange = notNegative(problems, "earlyThreshold", earlyThreshold)
                & notNegative(problems, "lateThreshold", lateThreshold);
        if (inRange && earlyThreshold.plus(lateThreshold).compareTo(Duration.ofHours(hoursBetweenMeasurements)) >= 0) {
            problems.add(new SettingsProblem(
                    "earlyThreshold",
                    earlyThreshold.toString(),
                    "must be less than hoursBetweenMeasurements (" + hoursBetweenMeasurements
                            + " hours) together with lateThreshold (" + lateThreshold
                            + "), or one read could satisfy two expected ones"));
        }
        SettingsProblem.hours(problems, "hoursBeforeEstimation", hoursBeforeEstimation);
        SettingsProblem.hours(problems, "hoursToEstimate", hoursToEstimate);
        return List.copyOf(problems);
    }

    private static boolean notNegative(List<SettingsProblem> problems, String field, Duration value) {
        // A day is more than any sum allows, and keeps the sum from running over.
        if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            problems.add(new SettingsProblem(field, value.toString(), "must lie from PT0S to P1D"));
            return false;
        }
        return true;
    }
}
