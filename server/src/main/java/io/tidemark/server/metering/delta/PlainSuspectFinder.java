package io.tidemark.server.metering.delta;

/** The suspect finder in plain Java: integer arithmetic on the bits of the doubles, no branch a reading. */
public final class PlainSuspectFinder implements SuspectFinder {

    /** Readings that share a word of marks. */
    public static final int BLOCK = 64;

    /** Above these, sign aside, lie the numbers that are none. */
    public static final long INFINITY_BITS = 0x7FF0_0000_0000_0000L;

    /** The only state is none. */
    public PlainSuspectFinder() {}

    @Override
    public boolean subtract(double[] readings, int from, int count, double[] deltas, int deltaFrom, long[] suspects) {
        long any = 0;
        for (int start = 0, word = 0; start < count; start += BLOCK, word++) {
            int length = Math.min(BLOCK, count - start);
            long marks = 0;
            if (subtractBlock(readings, from + start, length, deltas, deltaFrom + start) < 0) {
                marks = markBlock(readings, from + start, length, deltas, deltaFrom + start);
            }
            suspects[word] = marks;
            any |= marks;
        }
        return any != 0;
    }

    /** Subtracts; the sign bit of the result tells whether the block holds a suspect. */
    public static long subtractBlock(double[] readings, int from, int length, double[] deltas, int deltaFrom) {
        long signs = 0;
        for (int k = 0; k < length; k++) {
            double earlier = readings[from + k - 1];
            double delta = readings[from + k] - earlier;
            deltas[deltaFrom + k] = delta;
            signs |= suspectSign(earlier, delta);
        }
        return signs;
    }

    /** The marks of a block that was subtracted; its first point is bit 0. */
    public static long markBlock(double[] readings, int from, int length, double[] deltas, int deltaFrom) {
        long marks = 0;
        for (int k = 0; k < length; k++) {
            marks |= (suspectSign(readings[from + k - 1], deltas[deltaFrom + k]) >>> 63) << k;
        }
        return marks;
    }

    /** Negative for a suspect: the signs differ (adding 0.0 makes a negative zero positive), or the delta is NaN. */
    private static long suspectSign(double earlier, double delta) {
        long deltaBits = Double.doubleToRawLongBits(delta);
        long signsDiffer = deltaBits ^ Double.doubleToRawLongBits(earlier + 0.0);
        long notANumber = INFINITY_BITS - (deltaBits & Long.MAX_VALUE);
        return signsDiffer | notANumber;
    }
}
