package io.tidemark.server.metering.filling;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule in a list, with its settings. A setting that is {@code null} has its default; one that belongs to another
 * rule is a {@linkplain #problems problem}.
 *
 * @param rule which
 * @param consecutiveIntervalsMax INTERPOLATION: the most consecutive intervals it fills, 1 to {@link
 *     #CONSECUTIVE_INTERVALS_MAX}; by default as many as make two hours
 * @param lookBackWeeks LIKE_DAY: how many weeks before the day a like day may lie, 1 to {@link #WEEKS_MAX}; 5 by default
 * @param lookForwardWeeks LIKE_DAY: how many weeks after the day, 0 to {@link #WEEKS_MAX}; 5 by default
 * @param likeDaysMin LIKE_DAY: with fewer like days it gives no value, 1 to {@link #LIKE_DAYS_MAX}; 1 by default
 */
public record RuleSettings(
        FillingRule rule,
        Integer consecutiveIntervalsMax,
        Integer lookBackWeeks,
        Integer lookForwardWeeks,
        Integer likeDaysMin) {

    /** The longest run that interpolation can be set to fill: a month of minutes. */
    public static final int CONSECUTIVE_INTERVALS_MAX = 44_640;

    /** The furthest like day, in weeks. */
    public static final int WEEKS_MAX = 52;

    /** How many like days are averaged. */
    public static final int LIKE_DAYS_MAX = 3;

    private static final long INTERPOLATION_DEFAULT_MILLIS = 2 * 3_600_000L;
    private static final int WEEKS_DEFAULT = 5;

    /** The rule with all defaults. */
    public static RuleSettings of(FillingRule rule) {
        return new RuleSettings(rule, null, null, null, null);
    }

    /** Interpolation of runs up to this many intervals. */
    public static RuleSettings interpolation(int consecutiveIntervalsMax) {
        return new RuleSettings(FillingRule.INTERPOLATION, consecutiveIntervalsMax, null, null, null);
    }

    /** Like days within these many weeks, at least so many of them. */
    public static RuleSettings likeDay(int lookBackWeeks, int lookForwardWeeks, int likeDaysMin) {
        return new RuleSettings(FillingRule.LIKE_DAY, null, lookBackWeeks, lookForwardWeeks, likeDaysMin);
    }

    /** The longest run, in intervals of the given length, that interpolation fills; 0 when two hours hold not one. */
    public int consecutiveIntervalsMaxFor(long intervalMillis) {
        return consecutiveIntervalsMax != null
                ? consecutiveIntervalsMax
                : (int) (INTERPOLATION_DEFAULT_MILLIS / intervalMillis);
    }

    /** How many days before the day a like day may lie. */
    public int lookBackDays() {
        return 7 * (lookBackWeeks != null ? lookBackWeeks : WEEKS_DEFAULT);
    }

    /** How many days after the day a like day may lie. */
    public int lookForwardDays() {
        return 7 * (lookForwardWeeks != null ? lookForwardWeeks : WEEKS_DEFAULT);
    }

    /** How many like days there must be. */
    public int likeDaysNeeded() {
        return likeDaysMin != null ? likeDaysMin : 1;
    }

    /** What is wrong with the settings; empty when nothing is. Field names begin with the given prefix. */
    List<SettingProblem> problems(String prefix) {
        List<SettingProblem> found = new ArrayList<>();
        check(
                found,
                prefix,
                FillingRule.INTERPOLATION,
                "consecutiveIntervalsMax",
                consecutiveIntervalsMax,
                1,
                CONSECUTIVE_INTERVALS_MAX);
        check(found, prefix, FillingRule.LIKE_DAY, "lookBackWeeks", lookBackWeeks, 1, WEEKS_MAX);
        check(found, prefix, FillingRule.LIKE_DAY, "lookForwardWeeks", lookForwardWeeks, 0, WEEKS_MAX);
        check(found, prefix, FillingRule.LIKE_DAY, "likeDaysMin", likeDaysMin, 1, LIKE_DAYS_MAX);
        return found;
    }

    private void check(
            List<SettingProblem> found,
            String prefix,
            FillingRule owner,
            String name,
            Integer value,
            int min,
            int max) {
        if (value == null) {
            return;
        }
        String field = prefix + "." + name;
        if (rule != owner) {
            found.add(new SettingProblem(
                    field, value.toString(), "it is a setting of " + owner + ", not of " + rule + "; leave it out"));
        } else if (value < min || value > max) {
            found.add(new SettingProblem(
                    field, value.toString(), "it lies outside " + min + " to " + max + "; give a number within"));
        }
    }
}
