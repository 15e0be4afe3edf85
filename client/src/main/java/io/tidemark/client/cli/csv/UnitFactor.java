package io.tidemark.client.cli.csv;

import io.tidemark.client.cli.UsageException;

/**
 * What a value is multiplied with to be in the component's unit, as a fraction: 1/60 divides by sixty, exactly as far as a
 * double can.
 *
 * @param numerator finite, not 0
 * @param denominator finite, not 0
 */
record UnitFactor(double numerator, double denominator) {

    static final UnitFactor ONE = new UnitFactor(1, 1);

    /** From {@code 0.001}, {@code 1/60} or the like. */
    static UnitFactor parse(String text) {
        int slash = text.indexOf('/');
        try {
            double above = Double.parseDouble(slash < 0 ? text : text.substring(0, slash));
            double below = slash < 0 ? 1 : Double.parseDouble(text.substring(slash + 1));
            if (above == 0 || below == 0 || !Double.isFinite(above) || !Double.isFinite(below)) {
                throw new NumberFormatException();
            }
            return new UnitFactor(above, below);
        } catch (NumberFormatException e) {
            throw new UsageException("the factor " + text + " is no number: give one such as 0.001 or 1/60", e);
        }
    }

    double apply(double value) {
        return value * numerator / denominator;
    }
}
