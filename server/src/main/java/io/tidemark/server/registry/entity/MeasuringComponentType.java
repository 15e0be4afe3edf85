package io.tidemark.server.registry.entity;

import io.tidemark.server.metering.estimation.EstimationSettings;
import io.tidemark.server.metering.filling.RuleList;

/**
 * What many measuring components have in common.
 *
 * @param id its id
 * @param intervalMillis length of an interval, milliseconds; 0 for scalars
 * @param isCumulative whether values are a register that grows until it rolls over
 * @param decimals decimals of the values, 0 to 9; {@link #NOT_KNOWN} when not known
 * @param registerCapacity number at which the register starts again from zero; NaN when not known
 * @param maximumRatePerHour most that can be used in an hour; NaN when there is no bound
 * @param rolloverRatio part of the reading before below which a register has rolled over, above 0 and below 1
 * @param estimation settings of periodic estimation, of the type's kind, without problems
 * @param rules the filling rules in order, the default ones where the type names none
 * @param unit unit of the values, for people; may be empty
 */
public record MeasuringComponentType(
        String id,
        int intervalMillis,
        boolean isCumulative,
        int decimals,
        double registerCapacity,
        double maximumRatePerHour,
        double rolloverRatio,
        EstimationSettings estimation,
        RuleList rules,
        String unit)
        implements RegistryEntity {

    /** Decimals that nobody gave. */
    public static final int NOT_KNOWN = -1;

    /** Whether there is a value per interval. */
    public boolean isInterval() {
        return intervalMillis != 0;
    }
}
