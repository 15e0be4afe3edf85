package io.tidemark.server.metering.filling.interval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares out a total in proportion, exactly. */
final class ExactShares {

    /** A share that lacks less than half of the last of so many further digits of a unit has the unit: a mean or a line
     * leaves a binary residue, and 0.41999999999999 is not to be cut to 0.41. */
    private static final int GUARD_DIGITS = 6;

    private ExactShares() {}

    /**
     * Multiplies each weight by {@code total / sum of weights}. With decimals the shares are cut to them, and what that
     * left over is handed out one unit of the last decimal at a time, the largest share first and the earliest of equals,
     * so that they add up to the total exactly.
     *
     * @param weights do not add up to zero
     * @param total with decimals, already cut to them
     * @param decimals 0 or more, or negative when shares are not cut
     */
    static BigDecimal[] share(BigDecimal[] weights, BigDecimal total, int decimals) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal weight : weights) {
            sum = sum.add(weight);
        }
        BigDecimal[] shares = new BigDecimal[weights.length];
        BigDecimal given = BigDecimal.ZERO;
        for (int i = 0; i < weights.length; i++) {
            BigDecimal product = weights[i].multiply(total);
            shares[i] = decimals < 0
                    ? product.divide(sum, MathContext.DECIMAL64)
                    : product.divide(sum, decimals + GUARD_DIGITS, RoundingMode.HALF_UP)
                            .setScale(decimals, RoundingMode.DOWN);
            given = given.add(shares[i]);
        }
        if (decimals >= 0) {
            handOut(weights, shares, total.subtract(given), BigDecimal.ONE.movePointLeft(decimals));
        }
        return shares;
    }

    /** Each cut lost less than one unit, so that there are fewer units to hand out than shares; the guard digits gain none. */
    private static void handOut(BigDecimal[] weights, BigDecimal[] shares, BigDecimal rest, BigDecimal unit) {
        int units = rest.divide(unit, 0, RoundingMode.DOWN).intValueExact();
        BigDecimal step = units < 0 ? unit.negate() : unit;
        List<Integer> largestFirst = new ArrayList<>(weights.length);
        for (int i = 0; i < weights.length; i++) {
            largestFirst.add(i);
        }
        // Shares are proportional to weights, and weights have not been cut; the sort keeps the order of equals.
        largestFirst.sort(Comparator.comparing((Integer i) -> weights[i].abs()).reversed());
        for (int i = 0; i < Math.abs(units); i++) {
            int index = largestFirst.get(i);
            shares[index] = shares[index].add(step);
        }
    }
}
