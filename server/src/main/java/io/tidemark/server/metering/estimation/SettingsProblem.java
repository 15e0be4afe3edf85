package io.tidemark.server.metering.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One impossible setting.
 *
 * @param field the setting's name as scenario files spell it
 * @param value what it was given
 * @param rule what it must be, a sentence for people
 */
public record SettingsProblem(String field, String value, String rule) {

    /** Longest wait, look-back or least size in hours: ten years. */
    public static final int HOURS_MAX = 87_840;

    /** Farthest a horizon can begin before the process date/time, days: ten years. */
    public static final int DAYS_MAX = 3_660;

    /** What is wrong with the feature configuration's look-back for the last usable measurement; empty when nothing is. */
    public static List<SettingsProblem> ofLastUsableHours(OptionalInt hours) {
        List<SettingsProblem> problems = new ArrayList<>();
        hours.ifPresent(
                value -> range(problems, "hoursInPastToRetrieveLastUsableMeasurement", value, 1, HOURS_MAX, "hours"));
        return List.copyOf(problems);
    }

    static void maxDays(List<SettingsProblem> problems, OptionalInt days) {
        days.ifPresent(value -> range(problems, "maxDaysToEstimate", value, 1, DAYS_MAX, "days"));
    }

    static void hours(List<SettingsProblem> problems, String field, int value) {
        range(problems, field, value, 0, HOURS_MAX, "hours");
    }

    static void range(List<SettingsProblem> problems, String field, int value, int min, int max, String unit) {
        if (value < min || value > max) {
            problems.add(new SettingsProblem(
                    field, Integer.toString(value), "must lie from " + min + " to " + max + " " + unit));
        }
    }
}
