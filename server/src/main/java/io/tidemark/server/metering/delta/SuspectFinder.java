package io.tidemark.server.metering.delta;

/**
 * The quick first pass of the delta kernel: subtracts neighbours and marks the points that need a careful look.
 *
 * <p>A seam, so that another form of the same pass (vectors, say) can be put in; all forms must give the same bits.
 * Implementations keep nothing between calls and may be shared by threads.
 *
 * <p>A point is <em>plain</em> when its difference certainly is the answer of every policy: neither reading is NaN and the
 * register moved away from zero or stood still. The quotient of such readings is at least 1, so no ratio calls it a
 * rollover, whichever sign the register has. Every other point is a suspect. For a register that runs negative a
 * rollover's difference is positive (−1000 after −4000100), so the sign of the difference alone would not do: it is
 * compared with the sign of the earlier reading.
 */
public interface SuspectFinder {

    /**
     * For each k in {@code [0, count)}: {@code deltas[deltaFrom + k] = readings[from + k] − readings[from + k − 1]}, and
     * bit {@code k & 63} of {@code suspects[k >> 6]} tells whether it is a suspect. A finder may mark a plain point, too
     * (it costs time, not truth), but never miss a suspect.
     *
     * @param readings finite or NaN; read from {@code from − 1} to {@code from + count − 1}
     * @param deltas written as above; another array than {@code readings}
     * @param suspects every bit of the first {@code (count + 63) >> 6} words is written, unused bits as 0
     * @return whether any point is a suspect
     */
    boolean subtract(double[] readings, int from, int count, double[] deltas, int deltaFrom, long[] suspects);
}
