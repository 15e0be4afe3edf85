package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.condition.ConditionCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rules by which a gap can be filled, each with the condition code of the values it makes. */
public enum FillingRule {
    /** Zero for intervals wholly inside an open suppression that is to be filled with zero. */
    ZERO_WHEN_SUPPRESSED(ConditionCode.OUTAGE_ZERO_FILLED, EnumSet.of(SeriesKind.INTERVAL_VALUES)),
    /** A straight line between the good values beside a short run of intervals. */
    INTERPOLATION(
            ConditionCode.ESTIMATED_INTERPOLATION,
            EnumSet.of(SeriesKind.INTERVAL_VALUES, SeriesKind.INTERVAL_REGISTER)),
    /** The mean of the same time of day on the nearest like days. */
    LIKE_DAY(ConditionCode.ESTIMATED_LIKE_DAY, EnumSet.of(SeriesKind.INTERVAL_VALUES)),
    /** Scales what the former rules made so that it agrees with a register of the same meter. */
    SCALE_TO_REGISTER(ConditionCode.ESTIMATED_SCALED_TO_REGISTER, EnumSet.of(SeriesKind.INTERVAL_VALUES)),
    /** Adds the intervals of the same meter to the last good read. */
    SCALAR_FROM_INTERVALS(ConditionCode.ESTIMATED_PRORATION, EnumSet.of(SeriesKind.SCALAR)),
    /** Goes on from the last good read at the pace of the same period a month or a year ago. */
    SCALAR_HISTORY(ConditionCode.ESTIMATED_FROM_HISTORY, EnumSet.of(SeriesKind.SCALAR)),
    /** A straight line by time between two good reads. */
    SCALAR_PRORATION(ConditionCode.ESTIMATED_PRORATION, EnumSet.of(SeriesKind.SCALAR));

    private static final List<FillingRule> ALL = List.of(values());

    private final int condition;
    private final Set<SeriesKind> kinds;

    FillingRule(int condition, Set<SeriesKind> kinds) {
        this.condition = condition;
        this.kinds = kinds;
    }

    /** The condition code of the values that the rule makes. */
    public int condition() {
        return condition;
    }

    /** Whether the rule can be listed for components of this kind. */
    public boolean appliesTo(SeriesKind kind) {
        return kinds.contains(kind);
    }

    /** The rule with this ordinal; a byte column of ordinals is how results keep the rule of each value. */
    public static FillingRule of(int ordinal) {
        return ALL.get(ordinal);
    }
}
