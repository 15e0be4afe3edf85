package io.tidemark.server.metering.filling;

import java.math.BigDecimal;

/**
 * How a register counts.
 *
 * @param capacity where it starts again from zero, above 0; NaN when not known
 * @param rolloverRatio a read below this part of the one before may be a rollover, above 0 and below 1
 * @param forward whether it only ever counts up
 */
public record Counting(double capacity, double rolloverRatio, boolean forward) {

    /** The usual part below which a drop may be a rollover. */
    public static final double ROLLOVER_RATIO_DEFAULT = 0.1;

    /** Counts up for ever, as far as is known. */
    public static final Counting FORWARD = new Counting(Double.NaN, ROLLOVER_RATIO_DEFAULT, true);

    /** Counts up and starts again at this capacity. */
    public static Counting forwardTo(double capacity) {
        return new Counting(capacity, ROLLOVER_RATIO_DEFAULT, true);
    }

    /**
     * How far the register went from one value to a later one, exact in decimals; {@code null} when that cannot be told,
     * because a forward register fell and did not roll over.
     */
    public BigDecimal difference(double first, double second) {
        BigDecimal rise = BigDecimal.valueOf(second).subtract(BigDecimal.valueOf(first));
        if (rise.signum() >= 0 || !forward) {
            return rise;
        }
        return isRollover(first, second) ? rise.add(BigDecimal.valueOf(capacity)) : null;
    }

    /**
     * Whether a fall is a rollover: the capacity is known, the earlier value lies in its upper half, and the later below
     * the rollover ratio of the earlier. Any other fall is a reset or a fault.
     */
    public boolean isRollover(double first, double second) {
        return forward
                && second < first
                && second >= 0
                && first >= capacity / 2
                && first <= capacity
                && second / first < rolloverRatio;
    }

    /** The value as the register would show it: the rest after its capacity, from 0 up; as it is when none is known. */
    public BigDecimal shown(BigDecimal value) {
        if (!(capacity > 0) || !forward) {
            return value;
        }
        BigDecimal modulus = BigDecimal.valueOf(capacity);
        BigDecimal rest = value.remainder(modulus);
        return rest.signum() < 0 ? rest.add(modulus) : rest;
    }
}
