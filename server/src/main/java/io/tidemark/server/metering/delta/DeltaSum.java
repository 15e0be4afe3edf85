package io.tidemark.server.metering.delta;

/**
 * A sum of deltas without floating-point residue (rollover rules, "Decimals").
 *
 * <p>With decimals, deltas are whole numbers of half a last digit (an average of two intervals may end in a half) and are
 * summed as such, exactly. Without, the error of each addition is carried along and added at the end (Neumaier), so that
 * the sum hardly depends on how the deltas are cut into buckets.
 */
final class DeltaSum {

    private final boolean exact;
    private final double halfDigits;
    private long sumOfHalves;
    private double sum;
    private double carried;

    DeltaSum(int decimals) {
        RegisterArithmetic arithmetic = new RegisterArithmetic(decimals);
        this.exact = arithmetic.isExact();
        this.halfDigits = arithmetic.scale() * 2;
    }

    void add(double delta) {
        if (exact) {
            sumOfHalves += (long) Math.rint(delta * halfDigits);
            return;
        }
        double next = sum + delta;
        carried += Math.abs(sum) >= Math.abs(delta) ? (sum - next) + delta : (delta - next) + sum;
        sum = next;
    }

    double value() {
        return exact ? sumOfHalves / halfDigits : sum + carried;
    }

    void clear() {
        sumOfHalves = 0;
        sum = 0;
        carried = 0;
    }
}
