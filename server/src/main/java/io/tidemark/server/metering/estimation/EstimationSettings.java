package io.tidemark.server.metering.estimation;

import java.util.List;
import java.util.OptionalInt;

/**
 * The estimation settings of a type of components. Records hold whatever they are given; {@link #problems} says what is
 * wrong with it, and the estimators take only settings without problems.
 */
public sealed interface EstimationSettings permits IntervalSettings, ScalarSettings {

    /** What a missing measurement brings forth. */
    Creation create();

    /** The horizon begins at most so many days of 24 hours before the process date/time; empty: not bounded so. */
    OptionalInt maxDaysToEstimate();

    /** How many hours late data must be before they are asked for. */
    int hoursUntilDue();

    /** Everything that is impossible in these settings, in the order of the fields; empty when they can be used. */
    List<SettingsProblem> problems();
}
