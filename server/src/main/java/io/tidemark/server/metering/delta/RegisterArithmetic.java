package io.tidemark.server.metering.delta;

/**
 * Differences of register readings, exact to the register's decimals where these are known (rollover rules, "Decimals").
 *
 * <p>With decimals, a reading is taken as a whole number of its last digit (a double that holds an integer), differences
 * are taken between whole numbers, and one correctly rounded division gives the double nearest to the decimal answer. It
 * is exact as long as a reading has at most {@code 2^51} of its last digit. The average of a rollover may end in half a
 * last digit and is kept so. Without decimals everything is the plain formula.
 */
final class RegisterArithmetic {

    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private final boolean exact;
    private final double scale;

    RegisterArithmetic(int decimals) {
        this.exact = decimals != DeltaSettings.NO_DECIMALS;
        this.scale = exact ? POWERS_OF_TEN[decimals] : 1;
    }

    boolean isExact() {
        return exact;
    }

    /** Last digits in one unit of the register, a power of ten; 1 without decimals. */
    double scale() {
        return scale;
    }

    /** The reading as the register can show it. */
    double reading(double raw) {
        return exact ? Math.rint(raw * scale) / scale : raw;
    }

    /** {@code later − earlier}. */
    double difference(double later, double earlier) {
        return exact ? (lastDigits(later) - lastDigits(earlier)) / scale : later - earlier;
    }

    /** Half of {@code priorTo − priorFrom} plus half of {@code followingTo − followingFrom}. */
    double average(double priorTo, double priorFrom, double followingTo, double followingFrom) {
        if (!exact) {
            return (priorTo - priorFrom) / 2 + (followingTo - followingFrom) / 2;
        }
        double prior = lastDigits(priorTo) - lastDigits(priorFrom);
        double following = lastDigits(followingTo) - lastDigits(followingFrom);
        return (prior + following) / (2 * scale);
    }

    /** {@code later + capacity − earlier}; for a register that runs negative the capacity is given negative. */
    double overCapacity(double later, double capacity, double earlier) {
        return exact
                ? (lastDigits(later) + lastDigits(capacity) - lastDigits(earlier)) / scale
                : later + capacity - earlier;
    }

    /** A reading in the unit in which {@link #fromUnits} takes sums: last digits with decimals, itself without. */
    double toUnits(double reading) {
        return exact ? lastDigits(reading) : reading;
    }

    /** The way back from {@link #toUnits}. */
    double fromUnits(double units) {
        return exact ? units / scale : units;
    }

    private double lastDigits(double reading) {
        return Math.rint(reading * scale);
    }
}
